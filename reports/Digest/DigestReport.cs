using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>The weekly digest: what a week's time went into, and how it compares with the weeks before.</summary>
/// <remarks>
/// Text and HTML come from one view. The text is laid out by <see cref="TextPage"/> like every other text, so the template
/// engine is needed for the HTML alone and can start on another thread meanwhile.
/// </remarks>
public sealed class DigestReport : IReport
{
    private const int MostNames = 8;

    private static readonly Dimension[] Shown = [Dimension.Project, Dimension.Language, Dimension.Editor, Dimension.Category];

    public string Name => "digest";

    public IReadOnlyList<Format> Formats { get; } = [Format.Text, Format.Html];

    /// <exception cref="ArgumentException">The slice is not one of a week.</exception>
    public static DigestView View(Slice week)
    {
        if (week.Period.Kind != PeriodKind.Week) throw new ArgumentException($"{week.Period} is not a week", nameof(week));
        var title = CalendarText.Title(week.Period);
        var total = Hours.Text(week.Worked);
        var comparisons = Comparisons.Of(week);
        List<LineTable> sums = [.. Shown.Select(d => SumTable.Of(week.By(d), MostNames)).OfType<LineTable>()];
        return new(
            title, CalendarText.Range(week.Period.From, week.Period.To), ShownName.Of(week.Person), $"{title}: {total}",
            Preheader(week, comparisons[0], sums), total, Lead(week), comparisons, DayTable.Of(week), sums, Facts.Of(week),
            Facts.Notes(week), Footer.Of(week));
    }

    public static string Html(DigestView view) => Renderer.Html("Digest/digest.html.hbs", view);

    public static string Text(DigestView view) => DigestText.Of(view);

    public string Render(Slice slice, Format format) => format switch
    {
        Format.Text => Text(View(slice)),
        Format.Html => Html(View(slice)),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "a digest is text or HTML"),
    };

    /// <summary>The digest as a mail, dated by the slice's clock; the same slice and addresses give the same bytes.</summary>
    public static Mail Mail(Slice week, Mailbox from, Mailbox to)
    {
        var view = View(week);
        return new(
            from, to, view.Subject, week.Now, Daybook.Reports.Mail.IdOf($"digest/{week.Period.Name}", from, to), Text(view), Html(view));
    }

    /// <summary>
    /// Starts the template engine on another thread by rendering an empty week. A command calls it before it opens the
    /// ledger; it need not be awaited.
    /// </summary>
    public static Task Warm() => Task.Run(() =>
    {
        var week = Model.Period.Containing(PeriodKind.Week, new LocalDate(2000, 1, 3));
        Html(View(new Slice("", week, default, "", [], [], null, default, [])));
    });

    private static string Lead(Slice week)
    {
        if (week.Days.All(d => d.Basis == DayBasis.None)) return "No source says anything about this week.";
        var active = week.Days.Count(d => d.Worked > Duration.Zero);
        return active == 0 ? "Nothing was tracked this week." : $"tracked on {DateList.Counted(active, "day", "days")}";
    }

    private static string Preheader(Slice week, Fact previous, List<LineTable> sums)
    {
        if (week.Worked == Duration.Zero) return Lead(week);
        var difference = previous.Value.Any(char.IsDigit) ? $"{previous.Value} {previous.Label.ToLowerInvariant()}. " : "";
        var most = sums is [{ Lines: [var first, ..] }, ..] ? $"Most: {first.Name} {first.Hours}." : "";
        return difference + most;
    }
}
