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

    /// <summary>
    /// Terms in force from the date on, or for as long as the source knows where there is none: <c>weekly_us</c>,
    /// <c>daily_us</c>, <c>overtime</c> (daily, weekly: what it is counted by), <c>weekends</c> (regular, overtime: what
    /// their time counts as), <c>daily_limit_us</c>, <c>weekly_limit_us</c>, <c>zone</c>, <c>person</c>. Daybook's own have
    /// in place of the first four <c>until</c> (last day), <c>weeks_us</c> (a list of weeks that take turns, seven lengths
    /// each from Monday on), <c>monthly_us</c>, <c>first_weekday</c> (1 Monday to 7 Sunday), <c>opening_us</c> (signed),
    /// <c>effects</c> (object: kind of absence to reduces, credited, fills, neutral, balance), <c>worked</c> (timeline, sum),
    /// <c>policy</c>, <c>lookup</c> (first-day, closing, each-day), <c>weights</c> (objects: <c>on</c> night, saturday, sunday
    /// or holiday, <c>percent</c>, of a night <c>from</c> and <c>to</c>), <c>cap_us</c> and <c>cap_at</c> (day, week, month, year),
    /// <c>expiry</c> (03-31), <c>vacation_days</c> (millionths) or <c>vacation_us</c> a year, <c>vacation_until</c> (03-31),
    /// <c>region</c> (DE-BY), <c>day_start</c> (04:00), <c>note</c>, <c>deleted</c> (1).
    /// </summary>
    public const string Contract = "contract";

    /// <summary>
    /// A correction of the balance: <c>delta_us</c> (signed), or <c>balance_us</c> that it is set to as the day begins;
    /// <c>paid_out</c> (1: it was paid for), <c>note</c>, <c>deleted</c> (1).
    /// </summary>
    public const string Adjustment = "adjustment";

    /// <summary>
    /// Time off from the date on: <c>kind</c> (holiday, vacation, sick as of a closed day, overtime taken as time off, else
    /// leave), <c>type</c> (the source's name of it), <c>until</c> (last day, inclusive), <c>status</c> (only what is
    /// approved is time off; a request may be draft, submitted, rejected, cancelled, deleted, a holiday disabled),
    /// <c>length_us</c> of all of it where the source says, <c>half_first</c> and <c>half_last</c> (1: half of that day),
    /// <c>paid</c> (1, 0), <c>region</c>, <c>person</c> (a holiday is everyone's). The kind <c>workday</c> says of a public holiday
    /// that it is none for this person; <c>note</c> says why, <c>deleted</c> (1) that it was taken back.
    /// </summary>
    public const string Absence = "absence";

    /// <summary>What a kind of leave grants: <c>kind</c> and <c>type</c> as of an absence, <c>code</c>, <c>yearly_us</c>, <c>monthly_us</c>, <c>paid</c> (1, 0).</summary>
    public const string LeaveType = "leave-type";

    /// <summary>
    /// The source's own account of a kind of leave, to compare with: <c>kind</c>, <c>type</c>, <c>code</c>,
    /// <c>allowance_us</c>, <c>used_us</c>, <c>remaining_us</c> (signed), <c>person</c>.
    /// </summary>
    public const string LeaveBalance = "leave-balance";

    /// <summary>How a source cuts weeks: <c>week_starts</c> (1 Monday to 7 Sunday), <c>zone</c>, <c>person</c>.</summary>
    public const string WeekCut = "week-cut";

    /// <summary>
    /// A project of the source, whether or not any time is of it: <c>id</c>, <c>name</c>, <c>client</c>, <c>code</c>, <c>status</c> (active, inactive, archived,
    /// deleted), <c>billable</c> (1, 0), <c>rate</c> of an hour (ten-thousandths of the currency's unit), <c>currency</c>.
    /// </summary>
    public const string Project = "project";

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

    /// <summary>
    /// What was billed: <c>number</c>, <c>client</c>, <c>from</c>, <c>until</c>, <c>times</c> (objects: <c>date</c>, <c>project</c>, <c>task</c>, <c>us</c>), which nothing else may bill
    /// again, and <c>lines</c>, as the invoice has them (<c>project</c>, <c>task</c>, <c>date</c>, <c>first</c>, <c>last</c>, <c>us</c>, <c>rate</c> and <c>amount</c> in ten-thousandths,
    /// <c>currency</c>); <c>note</c>, <c>deleted</c> (1).
    /// </summary>
    public const string Invoice = "invoice";

    /// <summary>
    /// A timer that runs: <c>project</c>, <c>deleted</c> (1: it was given up); <c>said</c> is an entry of Daybook's own format
    /// without an end. Known by the entry's id: once there is a time entry of that id, it runs no more.
    /// </summary>
    public const string Running = "running";

    /// <summary>Whose it is, as the file says: a name or an address; null where it does not, or where it is everyone's.</summary>
    public string? Person { get; init; }

    /// <summary>When the source last changed it, microseconds since the epoch, or null. The newest version is current.</summary>
    public long? Stamp { get; init; }
}
