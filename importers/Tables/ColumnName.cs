using System.Text;

namespace Daybook.Importers.Tables;

/// <summary>How names of columns are compared: case, spaces and a currency in brackets at the end make no difference.</summary>
public static class ColumnName
{
    /// <summary>"  Billable  Rate (USD)" becomes "billable rate".</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var word in WithoutCurrency(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            folded.Append(folded.Length == 0 ? "" : " ").Append(word.ToLowerInvariant());
        return folded.ToString();
    }

    /// <summary>"Amount (EUR)" has "EUR"; null where there is none.</summary>
    public static string? Currency(string name) =>
        Bracket(name) is var open && open >= 0 && name.TrimEnd()[(open + 1)..^1] is { Length: > 0 } currency ? currency : null;

    /// <summary>The names in order; one that stands there before gets a number, since no object has a key twice: "Note", "Note 2".</summary>
    public static string[] EachOnce(IReadOnlyList<string> names)
    {
        var met = new HashSet<string>(names.Count, StringComparer.Ordinal);
        var once = new string[names.Count];
        for (var i = 0; i < once.Length; i++)
        {
            once[i] = names[i];
            for (var number = 2; !met.Add(once[i]); number++) once[i] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{names[i]} {number}");
        }
        return once;
    }

    private static string WithoutCurrency(string name) => Bracket(name) is var open && open >= 0 ? name[..open] : name;

    // "(h)" and "(decimal)" tell columns apart; money comes as "(USD)", "(EURO)" or, unset, "()".
    private static int Bracket(string name)
    {
        var text = name.AsSpan().TrimEnd();
        if (!text.EndsWith(")")) return -1;
        var open = text.LastIndexOf('(');
        if (open <= 0) return -1;
        var inside = text[(open + 1)..^1];
        foreach (var c in inside)
            if (!char.IsAsciiLetterUpper(c))
                return -1;
        return inside.Length is 0 or 3 or 4 ? open : -1;
    }
}
