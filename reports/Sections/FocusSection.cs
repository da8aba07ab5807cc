using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>How a project or client stands within all time.</summary>
internal static class FocusSection
{
    public static Section Of(Slice slice, Focus focus, ReportStyle style) => new("share", style.Words["focus"]) { Facts = [.. Facts(slice, focus, style, style.Words)] };

    private static IEnumerable<Fact> Facts(Slice slice, Focus focus, ReportStyle style, Words words)
    {
        var (worked, all) = (Micros.From(slice.Worked), Micros.From(focus.All));
        // A day's total can be less than its own parts: then there is no share.
        var share = all > 0 && worked <= all ? Printed.Shares([worked, all - worked])[0] : (long?)null;
        yield return new(words["focus.share"], share is { } s ? style.Share(s) : ReportStyle.Unknown, words.Say("focus.share.of", style.Hours(all))) { Key = "share", Exact = share };
        var active = slice.Days.Count(d => d.Worked > Duration.Zero);
        yield return new(words["focus.active"], style.Days(active), words.Say("calendar.of", slice.Days.Count)) { Key = "active_days", Exact = active };
        if (slice.Longest is { } longest)
            yield return new(words["rhythm.longest"], style.Hours(longest.Length), words.Say("rhythm.longest.at", style.Calendar.Short(longest.Date), CalendarText.Clock(longest.StartedAt))) { Key = "longest_stretch", Exact = Micros.From(longest.Length) };
        if (focus.First is { } first) yield return new(words["rhythm.first"], style.Calendar.Dated(first), words["focus.known"]) { Key = "first" };
        if (focus.Last is { } last) yield return new(words["rhythm.last"], style.Calendar.Dated(last), words["focus.known"]) { Key = "last" };
    }
}
