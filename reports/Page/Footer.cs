using NodaTime;

namespace Daybook.Reports;

/// <summary>How a page came about: when, by which days, and how its figures are to be read.</summary>
internal static class Footer
{
    public static string Of(Instant now, string zone, ReportStyle style, params ReadOnlySpan<string> more) =>
        string.Join(' ', [style.Words.Say("footer.made", CalendarText.Utc(now)), style.Words.Say("footer.zone", ShownName.Of(zone, style.Words)), style.HoursAre, .. more]);
}
