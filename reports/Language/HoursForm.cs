namespace Daybook.Reports;

/// <summary>How lengths are written.</summary>
public enum HoursForm
{
    /// <summary><c>7:30</c></summary>
    Clock,
    /// <summary><c>7:30:05</c></summary>
    Seconds,
    /// <summary><c>7.5 h</c></summary>
    Decimal,
    /// <summary><c>7 hrs 30 mins</c></summary>
    Words,
}
