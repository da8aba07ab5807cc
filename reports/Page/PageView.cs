namespace Daybook.Reports;

/// <summary>
/// A report as it is printed and in page order, whatever it is written as. Every text is formatted and fit to be shown; templates only loop. Exact
/// figures stand beside the texts, for programs.
/// </summary>
public sealed record PageView
{
    /// <summary>The report's name: <c>week</c>.</summary>
    public required string Report { get; init; }

    /// <summary>The period's name: <c>2026-W47</c>.</summary>
    public required string Period { get; init; }

    /// <summary>First day, ISO 8601.</summary>
    public required string From { get; init; }

    /// <summary>Last day, ISO 8601.</summary>
    public required string To { get; init; }

    /// <summary>Of the texts, as HTML names it: <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The heading: <c>Week 47, 2026</c>.</summary>
    public required string Title { get; init; }

    /// <summary>First to last day in words, or empty where the title says it.</summary>
    public string Range { get; init; } = "";

    /// <summary>Whose time it is.</summary>
    public required string Person { get; init; }

    /// <summary>What stands above the title: <c>Weekly digest for Ada</c>.</summary>
    public string Kicker { get; init; } = "";

    /// <summary>Of a mail.</summary>
    public required string Subject { get; init; }

    /// <summary>What an inbox shows after the subject.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>The figure that the report is about, or empty.</summary>
    public string Total { get; init; } = "";

    /// <summary>A sentence under the total.</summary>
    public string Lead { get; init; } = "";

    /// <summary>In page order.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>When it was made, how days are cut, and how its figures are to be read.</summary>
    public required string Footer { get; init; }

    /// <summary>IANA name of the zone that days are cut by.</summary>
    public required string Zone { get; init; }

    /// <summary>ISO 8601, in UTC.</summary>
    public required string MadeAt { get; init; }

    /// <summary>With some of the sections alone, in another order.</summary>
    /// <param name="names">Null for all, as they are.</param>
    /// <param name="isHidden">Asked of each by its name.</param>
    public PageView Only(IReadOnlyList<string>? names, Func<string, bool> isHidden)
    {
        IEnumerable<Section> chosen = names is null ? Sections : names.SelectMany(n => Sections.Where(s => s.Name == n));
        return this with { Sections = [.. chosen.Where(s => !isHidden(s.Name))] };
    }

    /// <summary>The total in microseconds, or null where the report is about none.</summary>
    public long? TotalMicros { get; init; }
}
