using System.Text;
using System.Text.RegularExpressions;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Reads holiday files. One rule that does not hold refuses the file: a calendar with a gap would be believed.</summary>
public static partial class HolidayFiles
{
    private const string Manual = "docs/holidays.md names every key.";

    /// <summary>A country's holidays, or what is wrong with the file.</summary>
    /// <param name="name">Of the file, for the message.</param>
    public static HolidayCountry? Parse(string name, string json, out Diagnostic? problem)
    {
        var bytes = Encoding.UTF8.GetBytes(json.StartsWith('\uFEFF') ? json[1..] : json);
        if (JsonFile.Read(name, bytes, HolidayJson.Default.HolidayFile, Manual, out problem) is not { } file) return null;
        var rules = new List<HolidayRule>();
        var flaw = MistakeOf(file);
        for (var i = 0; flaw is null && i < file.Holidays.Count; i++)
        {
            if (file.Holidays[i] is not { } entry) flaw = new("holidays", "'null' is no holiday", Manual, i);
            else if (new HolidayEntryReader(file, entry).Read(out var mistake) is { } rule) rules.Add(rule);
            else flaw = mistake! with { Index = i };
        }
        if (flaw is null) return new HolidayCountry(file, rules);
        problem = new Diagnostic(name, JsonPlaces.Of(bytes, "holidays", flaw.Key, flaw.Index), Severity.Error, flaw.Message, flaw.Hint);
        return null;
    }

    private static HolidayFlaw? MistakeOf(HolidayFile file)
    {
        if (!CountryCode().IsMatch(file.Country)) return new("country", $"'{file.Country}' is no code of a country", "ISO 3166-1 has two capital letters: DE.");
        if (string.IsNullOrWhiteSpace(file.Name)) return new("name", "the country has no name", Manual);
        if (file.Holidays.Count == 0) return new("holidays", "there are no holidays", "A file says at least one.");
        if (file.Notes.Any(string.IsNullOrWhiteSpace)) return new("notes", "a note is empty", Manual);
        if (file.MovedMark is { } mark && string.IsNullOrWhiteSpace(mark)) return new("movedMark", "the mark is empty", "Leave it out where a moved holiday keeps its name.");
        foreach (var (code, region) in file.Regions)
        {
            if (!RegionCode().IsMatch(code) || !code.StartsWith(file.Country + "-", StringComparison.Ordinal)) return new("regions", $"'{code}' is no code of a region of {file.Country}", $"ISO 3166-2 has the country's code, a hyphen and the region's: {file.Country}-1.");
            if (string.IsNullOrWhiteSpace(region)) return new("regions", $"'{code}' has no name", Manual);
            if (code.Count(c => c == '-') > 1 && !file.Regions.ContainsKey(code[..code.LastIndexOf('-')])) return new("regions", $"'{code}' is part of a region that is not among them", "Name the region, too.");
        }
        foreach (var (code, language) in file.Languages)
        {
            if (!file.Regions.ContainsKey(code)) return new("languages", $"'{code}' is not among the regions", Manual);
            if (string.IsNullOrWhiteSpace(language)) return new("languages", $"'{code}' has no language", Manual);
        }
        return null;
    }

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^[A-Z]{2}(-[A-Z0-9]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionCode();
}

/// <summary>What is wrong with a key of a file, or of one of its holidays.</summary>
/// <param name="Index">Of the holiday, or -1.</param>
internal sealed record HolidayFlaw(string Key, string Message, string Hint, int Index = -1);
