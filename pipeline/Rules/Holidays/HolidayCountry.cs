using System.Collections.Frozen;

namespace Daybook.Rules;

/// <summary>A country's holidays as its file has them.</summary>
public sealed class HolidayCountry
{
    private readonly IReadOnlyList<HolidayRule> _rules;
    private readonly FrozenDictionary<string, string> _languages;
    private readonly string? _movedMark;

    internal HolidayCountry(HolidayFile file, IReadOnlyList<HolidayRule> rules)
    {
        (Code, Name, _rules, _movedMark) = (file.Country, file.Name, rules, file.MovedMark);
        Regions = [.. file.Regions.Select(r => new HolidayRegion(r.Key, r.Value!)).OrderBy(r => r.Code, StringComparer.Ordinal)];
        Notes = [.. file.Notes.Select(n => n!)];
        _languages = file.Languages.ToFrozenDictionary(l => l.Key, l => l.Value!);
    }

    /// <summary>ISO 3166-1: <c>DE</c>.</summary>
    public string Code { get; }

    public string Name { get; }

    /// <summary>By code.</summary>
    public IReadOnlyList<HolidayRegion> Regions { get; }

    /// <summary>What the file leaves out or knows only roughly, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <param name="region">Its code, in any case; null or empty for what is held in the whole country.</param>
    /// <param name="unknown">Why there is none.</param>
    public HolidayCalendar? Calendar(string? region, out UnknownHolidays? unknown)
    {
        unknown = null;
        if (string.IsNullOrWhiteSpace(region)) return new HolidayCalendar(Code, null, null, _rules.Where(r => r.HoldsIn(null)), _movedMark);
        if (Regions.FirstOrDefault(r => string.Equals(r.Code, region.Trim(), StringComparison.OrdinalIgnoreCase)) is { Code: var code })
            return new HolidayCalendar(Code, code, LanguageOf(code), _rules.Where(r => r.HoldsIn(code)), _movedMark);
        unknown = Regions.Count == 0
            ? new($"no region of {Code} is known, so '{region}' is none", "Leave the region out: the holidays are those of the whole country.")
            : new($"'{region}' is no region of {Code} that is known", $"Known are {string.Join(", ", Regions.Select(r => r.Code))}; without a region it is what is held in all of the country.");
        return null;
    }

    private string? LanguageOf(string region)
    {
        for (var code = region; code.Contains('-', StringComparison.Ordinal); code = code[..code.LastIndexOf('-')])
            if (_languages.TryGetValue(code, out var language)) return language;
        return null;
    }
}

/// <param name="Code">ISO 3166-2: <c>DE-BY</c>, or a part of such a one: <c>DE-BY-KATH</c>.</param>
public sealed record HolidayRegion(string Code, string Name);

/// <summary>A country or region whose holidays nobody told: what is unknown, and what is known.</summary>
/// <param name="Message">Lower case, without a full stop.</param>
public sealed record UnknownHolidays(string Message, string Hint);
