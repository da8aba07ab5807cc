namespace Daybook.Rules;

/// <summary>Every country whose holidays are known. A new one is a file in this folder and its code here.</summary>
public static class AllHolidays
{
    /// <summary>ISO 3166-1.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["AT", "CH", "DE", "FR", "GB", "NL", "US"];

    private static readonly Lazy<HolidayCountry>[] Read = [.. Codes.Select(code => new Lazy<HolidayCountry>(() => Shipped(code)))];

    /// <summary>By code; each is read when it is first asked for.</summary>
    public static IEnumerable<HolidayCountry> InOrder => Read.Select(c => c.Value);

    /// <param name="country">Its code, in any case.</param>
    /// <param name="region">Its code, in any case; null or empty for what is held in the whole country.</param>
    /// <param name="unknown">Why there is none.</param>
    public static HolidayCalendar? Calendar(string country, string? region, out UnknownHolidays? unknown)
    {
        for (var i = 0; i < Read.Length; i++)
            if (string.Equals(Codes[i], country.Trim(), StringComparison.OrdinalIgnoreCase))
                return Read[i].Value.Calendar(region, out unknown);
        unknown = new($"holidays of '{country}' are not known", $"Known are {string.Join(", ", Codes)}; docs/holidays.md says how to write a file of your own.");
        return null;
    }

    /// <param name="code">A country or a region of one, in any case: <c>DE</c>, <c>DE-BY</c>.</param>
    /// <param name="unknown">Why there is none.</param>
    public static HolidayCalendar? OfRegion(string code, out UnknownHolidays? unknown) =>
        Calendar(code.Split('-')[0], code.Contains('-', StringComparison.Ordinal) ? code : null, out unknown);

    private static HolidayCountry Shipped(string code)
    {
        var name = $"{code}.json";
        using var reader = new StreamReader(typeof(AllHolidays).Assembly.GetManifestResourceStream($"Daybook.Rules.Holidays.{name}")!);
        return HolidayFiles.Parse(name, reader.ReadToEnd(), out var problem) ?? throw new InvalidOperationException(problem!.ToString());
    }
}
