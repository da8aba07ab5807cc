namespace Daybook.Reports;

/// <summary>Whom a mail is from or to: an address, and a name to show where there is one.</summary>
public sealed record Mailbox
{
    private const int LongestAddress = 254;
    private const string AllowedSigns = "!#$%&'*+-/=?^_`{|}~.";

    private Mailbox(string name, string address) => (Name, Address) = (name, address);

    /// <summary>Or empty.</summary>
    public string Name { get; }

    /// <summary>ASCII, without quotes, comments or blanks: nothing in it can end a header or an SMTP command.</summary>
    public string Address { get; }

    /// <summary>What follows the @.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Reads <c>ada@example.org</c> and <c>Ada Lovelace &lt;ada@example.org&gt;</c>; null for anything else.</summary>
    public static Mailbox? TryParse(string text)
    {
        var trimmed = text.Trim();
        var open = trimmed.EndsWith('>') ? trimmed.LastIndexOf('<') : -1;
        var address = open < 0 ? trimmed : trimmed[(open + 1)..^1];
        return IsAddress(address) ? new(open < 0 ? "" : trimmed[..open].Trim().Trim('"'), address) : null;
    }

    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";

    private static bool IsAddress(string text)
    {
        var parts = text.Split('@');
        return text.Length <= LongestAddress && parts is [var local, var domain] && IsDotted(local, AllowedSigns) && IsDotted(domain, "-.");
    }

    private static bool IsDotted(string text, string signs) =>
        text.Length > 0 && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c, StringComparison.Ordinal));
}
