namespace Daybook.Importers.Calendar;

/// <summary>
/// Whose calendar it is and what of it they attend. The person is whom the calendar is named after, or the one address that
/// all its meetings have. Where neither tells, every meeting is given once for each who was asked.
/// </summary>
internal sealed class Attendance
{
    private static readonly string[] OwnerNames = ["X-OWNER", "X-WR-CALNAME"];
    private static readonly string[] NoPersons = ["ROOM", "RESOURCE", "GROUP"];

    private Attendance(string? person, string? evidence) => (Person, Evidence) = (person, evidence);

    /// <summary>An address, or null.</summary>
    public string? Person { get; }

    /// <summary>What says so, or null where it is the calendar's own name.</summary>
    public string? Evidence { get; }

    public static Attendance Of(IReadOnlyList<Component> calendars, IReadOnlyList<Component> events)
    {
        var asked = events.Where(HasAttendees).Select(People).Where(p => p.Count > 0).ToList();
        var named = calendars.SelectMany(c => OwnerNames.Select(c.Text)).OfType<string>().Select(Address).Where(IsAddress).Distinct(StringComparer.Ordinal).ToList();
        if (named.Find(n => asked.Count == 0 || asked.Exists(a => a.Contains(n))) is { } owner) return new Attendance(owner, null);
        if (asked.Count == 0) return new Attendance(null, null);
        var common = new HashSet<string>(asked[0], StringComparer.Ordinal);
        foreach (var one in asked) common.IntersectWith(one);
        return common.Count == 1
            ? new Attendance(common.First(), $"it is taken for the calendar of {common.First()}, the only one in all its events with attendees")
            : new Attendance(null, null);
    }

    /// <summary>The people it has to be told of; null stands for the person whose file it is.</summary>
    public IEnumerable<string?> Of(Component meeting) =>
        Person is not null || !HasAttendees(meeting) ? [Person] : People(meeting).Order(StringComparer.Ordinal);

    /// <summary>Why someone does not attend, or null where they do.</summary>
    /// <param name="person">One of <see cref="Of(Component)"/>.</param>
    public static string? WhyNot(Component meeting, Component calendar, string? person)
    {
        var status = meeting.Word("STATUS");
        var busy = meeting.Word("X-MICROSOFT-CDO-BUSYSTATUS");
        if (status == "CANCELLED" || calendar.Word("METHOD") == "CANCEL") return "cancelled";
        if (meeting.Word("TRANSP") == "TRANSPARENT" || busy == "FREE") return "shown as free";
        if (busy == "OOF") return "out of office";
        if (status == "TENTATIVE" || busy == "TENTATIVE") return "tentative";
        if (person is null || !HasAttendees(meeting)) return null;
        var isOrganizer = meeting.First("ORGANIZER") is { } organizer && Of(organizer) == person;
        var answer = meeting.Every("ATTENDEE").FirstOrDefault(a => Of(a) == person)?.Parameter("PARTSTAT")?.ToUpperInvariant();
        return answer switch
        {
            "ACCEPTED" => null,
            null or "NEEDS-ACTION" when isOrganizer => null,
            "DECLINED" => "declined",
            "TENTATIVE" => "tentative",
            "DELEGATED" => "delegated",
            null when !meeting.Every("ATTENDEE").Any(a => Of(a) == person) => "without you among the attendees",
            _ => "not accepted",
        };
    }

    /// <summary>Of an attendee or an organizer.</summary>
    public static string Of(ContentLine property)
    {
        var address = Address(property.Value);
        return IsAddress(address) || property.Parameter("EMAIL") is not { } email ? address : Address(email);
    }

    private static bool HasAttendees(Component meeting) => meeting.First("ATTENDEE") is not null;

    private static HashSet<string> People(Component meeting) => new(meeting.Properties.Where(p => p.Name is "ATTENDEE" or "ORGANIZER")
        .Where(p => !NoPersons.Contains(p.Parameter("CUTYPE")?.ToUpperInvariant())).Select(Of).Where(a => a.Length > 0), StringComparer.Ordinal);

    private static string Address(string text)
    {
        text = text.Trim();
        return (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text).Trim().ToLowerInvariant();
    }

    private static bool IsAddress(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}
