using Daybook.Model;

namespace Daybook.Reports;

/// <summary>How a page came about: when, by which days, and how its hours are to be read.</summary>
internal static class Footer
{
    public static string Of(Slice slice) =>
        $"Made {CalendarText.Utc(slice.Now)} by Daybook. Days are cut in {ShownName.Of(slice.Zone)}. " +
        "Times are hours:minutes, cut to the minute so that the lines add up.";
}
