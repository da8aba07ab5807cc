using NodaTime;

namespace Daybook.Model;

/// <summary>
/// What a source says of a working-time account that is no time itself: a contract, a closed day, a figure to compare with.
/// </summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Identity">Within the source and kind; another telling with the same one is a new version.</param>
/// <param name="AtMicros">When it happened or takes effect, microseconds since the epoch, or null.</param>
/// <param name="Date">The date it is about or takes effect on, as the source cuts days; of a week its first; or null.</param>
/// <param name="Json">
/// Object with the keys the kind names, lengths in integer microseconds, those left out that the source does not give;
/// and <c>said</c>, an object of the row as the source has it.
/// </param>
public sealed record AccountFact(string Kind, string Identity, long? AtMicros, LocalDate? Date, string Json, Place Place)
{
    /// <summary>A sealed day: <c>worked_us</c>, <c>kind</c> (work, holiday, vacation, sick).</summary>
    public const string ClosedDay = "closed-day";

    /// <summary>A sealed ISO week: <c>delta_us</c> (signed), <c>expected_us</c>, <c>worked_us</c>. Never to be recomputed.</summary>
    public const string ClosedWeek = "closed-week";

    /// <summary>Terms in force from the date on: <c>weekly_us</c>.</summary>
    public const string Contract = "contract";

    /// <summary>A correction of the balance: <c>delta_us</c> (signed), <c>note</c>.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Time off: <c>type</c>, <c>length_us</c> where it is not the whole day.</summary>
    public const string Absence = "absence";

    /// <summary>A review of somebody's change: <c>activity</c>, <c>project</c>, <c>task</c>, <c>person</c>.</summary>
    public const string Review = "review";

    /// <summary>What was sent elsewhere: <c>what</c> (day, entry), <c>workspace</c>, <c>project</c>, <c>remote_id</c>.</summary>
    public const string Pushed = "pushed";

    /// <summary>Where a folder's time belongs: <c>folder</c>, <c>workspace</c>, <c>project</c> (its id there).</summary>
    public const string Mapping = "mapping";

    /// <summary>How a day is spread: <c>workspace</c>, <c>work_day_start</c>, <c>work_day_end</c> (clock times), <c>other_project</c>, <c>idle_timeout_us</c>.</summary>
    public const string Allocation = "allocation";

    /// <summary>A sum of the source's own, to compare with: <c>total_us</c>, <c>sessions</c>, <c>project</c>, <c>person</c>. Never added to time.</summary>
    public const string Control = "control";

    /// <summary>When the source last changed it, microseconds since the epoch, or null. The newest version is current.</summary>
    public long? Stamp { get; init; }
}
