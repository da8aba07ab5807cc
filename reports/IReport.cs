using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What a report is about, as a person names it.</summary>
public enum ReportSubject
{
    Period,
    /// <summary>A name that must be there, of a project or client, and a period.</summary>
    NameAndPeriod,
    TwoPeriods,
}

/// <summary>A pure function from a slice of the ledger to a page: the same slice and style give the same page.</summary>
public interface IReport
{
    /// <summary>What <c>daybook report</c> calls it: <c>week</c>.</summary>
    string Name { get; }

    /// <summary>The kinds of periods that it can be about.</summary>
    IReadOnlyList<PeriodKind> Kinds { get; }

    /// <summary>What it has to be told.</summary>
    ReportSubject Subject => ReportSubject.Period;

    /// <summary>What of a slice it looks at beside the days.</summary>
    SliceParts Needs { get; }

    /// <exception cref="ArgumentException">The slice's period is of none of <see cref="Kinds"/>.</exception>
    PageView View(Slice slice, ReportStyle style);
}
