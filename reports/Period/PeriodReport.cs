using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One page for any day, week, month or year; text and HTML for people, JSON and CSV for programs.</summary>
public sealed class PeriodReport : IReport
{
    /// <summary>Names a table shows; the rest is pooled. JSON and CSV have them all.</summary>
    private const int MostNames = 30;

    private static readonly Dimension[] Shown =
    [
        Dimension.Project, Dimension.Language, Dimension.Editor, Dimension.Category, Dimension.Machine, Dimension.OperatingSystem,
    ];

    public string Name => "period";

    public IReadOnlyList<Format> Formats { get; } = [Format.Text, Format.Html, Format.Json, Format.Csv];

    /// <summary>The dimensions a period is summed by, in page order.</summary>
    public static IReadOnlyList<Dimension> Dimensions => Shown;

    public static PeriodView View(Slice slice) => new(
        CalendarText.Title(slice.Period),
        slice.Period.Kind is PeriodKind.Week or PeriodKind.Month ? CalendarText.Range(slice.Period.From, slice.Period.To) : "",
        ShownName.Of(slice.Person),
        Hours.Text(slice.Worked),
        [.. StartAndEnd(slice), .. Facts.Of(slice), new Fact("Covered twice", Hours.Text(slice.CoveredTwice), "counted once")],
        Parts(slice),
        [.. Shown.Select(d => SumTable.Of(slice.By(d), MostNames)).OfType<LineTable>()],
        [.. slice.Controls.Select(Control)],
        Facts.Notes(slice),
        Footer.Of(slice));

    public static string Render(PeriodView view, Format format) => format switch
    {
        Format.Text => PeriodText.Of(view),
        Format.Html => Renderer.Html("Period/period.html.hbs", view),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "a view is for people; programs get the slice"),
    };

    public string Render(Slice slice, Format format) => format switch
    {
        Format.Json => PeriodJson.Of(slice),
        Format.Csv => PeriodCsv.Of(slice),
        _ => Render(View(slice), format),
    };

    private static IEnumerable<Fact> StartAndEnd(Slice slice)
    {
        if (slice is not { Period.Kind: PeriodKind.Day, Days: [{ First: { } first, Last: { } last }] }) yield break;
        yield return new("First activity", CalendarText.Clock(first), "");
        yield return new("Last activity", CalendarText.Clock(last), "");
    }

    private static IReadOnlyList<LineTable> Parts(Slice slice) => slice.Period.Kind switch
    {
        PeriodKind.Day => [],
        PeriodKind.Month => [DayTable.Weeks(slice), DayTable.Of(slice)],
        _ => [DayTable.Of(slice)],
    };

    private static ControlLine Control(ControlFigure control)
    {
        var (given, counted) = (Micros.From(control.Given), Micros.From(control.Counted));
        return new(
            CalendarText.Short(control.Date), ShownName.Of(control.Source), Hours.Text(given), Hours.Text(counted),
            Hours.Signed(Printed.Difference(counted, given)));
    }
}
