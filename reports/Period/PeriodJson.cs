using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>
/// The period as JSON: every length exact in <c>microseconds</c> and, beside it, as <c>text</c>; texts of one list sum to
/// the total's text. Keys and lists have one fixed order; names are as the source gave them.
/// </summary>
internal static class PeriodJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Of(Slice slice)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("period", slice.Period.Name);
            json.WriteString("from", Model.Period.Iso(slice.Period.From));
            json.WriteString("to", Model.Period.Iso(slice.Period.To));
            json.WriteString("person", ShownName.Whole(slice.Person));
            json.WriteString("zone", ShownName.Whole(slice.Zone));
            json.WriteString("made_at", CalendarText.Iso(slice.Now));
            Length(json, "total", Micros.From(slice.Worked));
            Length(json, "covered_twice", Micros.From(slice.CoveredTwice));
            Days(json, slice);
            json.WriteStartObject("sums");
            foreach (var dimension in PeriodReport.Dimensions) Sum(json, slice.By(dimension));
            json.WriteEndObject();
            Findings(json, slice);
            Controls(json, slice.Controls);
            Earlier(json, slice.Earlier);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void Days(Utf8JsonWriter json, Slice slice)
    {
        var minutes = Printed.Minutes([.. slice.Days.Select(d => Micros.From(d.Worked))]);
        json.WriteStartArray("days");
        for (var i = 0; i < slice.Days.Count; i++)
        {
            var day = slice.Days[i];
            json.WriteStartObject();
            json.WriteString("date", Model.Period.Iso(day.Date));
            json.WriteString("basis", day.Basis.ToString().ToLowerInvariant());
            Exact(json, Micros.From(day.Worked), Hours.Text(minutes[i]));
            Length(json, "length", Micros.From(day.Length));
            Clock(json, "first", day.First);
            Clock(json, "last", day.Last);
            Length(json, "covered_twice", Micros.From(day.CoveredTwice));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Sum(Utf8JsonWriter json, DimensionSum sum)
    {
        var exact = SumTable.Exact(sum);
        var minutes = Printed.Minutes(exact);
        json.WriteStartObject(PeriodCsv.Key(sum.Dimension));
        json.WriteStartArray("names");
        for (var i = 0; i < sum.Lines.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", ShownName.Whole(sum.Lines[i].Name));
            Exact(json, exact[i], Hours.Text(minutes[i]));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("unattributed");
        Exact(json, exact[^1], Hours.Text(minutes[^1]));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, Slice slice)
    {
        if (slice.Longest is { } longest)
        {
            json.WriteStartObject("longest_stretch");
            json.WriteString("date", Model.Period.Iso(longest.Date));
            Clock(json, "started_at", longest.StartedAt);
            Exact(json, Micros.From(longest.Length), Hours.Text(longest.Length));
            json.WriteEndObject();
        }
        else json.WriteNull("longest_stretch");
        json.WriteStartObject("streak");
        json.WriteNumber("days", slice.Streak.Days);
        json.WriteString("since", slice.Streak.Since is { } since ? Model.Period.Iso(since) : null);
        json.WriteEndObject();
        json.WriteStartArray("days_without_data");
        foreach (var date in slice.DaysWithoutData) json.WriteStringValue(Model.Period.Iso(date));
        json.WriteEndArray();
    }

    private static void Controls(Utf8JsonWriter json, IReadOnlyList<ControlFigure> controls)
    {
        json.WriteStartArray("controls");
        foreach (var control in controls)
        {
            var (given, counted) = (Micros.From(control.Given), Micros.From(control.Counted));
            json.WriteStartObject();
            json.WriteString("date", Model.Period.Iso(control.Date));
            json.WriteString("source", ShownName.Whole(control.Source));
            Length(json, "given", given);
            Length(json, "counted", counted);
            json.WriteStartObject("difference");
            Exact(json, counted - given, Hours.Signed(Printed.Difference(counted, given)));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Earlier(Utf8JsonWriter json, IReadOnlyList<PeriodSum> earlier)
    {
        json.WriteStartArray("earlier");
        foreach (var sum in earlier)
        {
            json.WriteStartObject();
            json.WriteString("period", sum.Period.Name);
            json.WriteBoolean("has_data", sum.HasData);
            Exact(json, Micros.From(sum.Worked), Hours.Text(sum.Worked));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Length(Utf8JsonWriter json, string key, long micros)
    {
        json.WriteStartObject(key);
        Exact(json, micros, Hours.Text(micros));
        json.WriteEndObject();
    }

    private static void Exact(Utf8JsonWriter json, long micros, string text)
    {
        json.WriteNumber("microseconds", micros);
        json.WriteString("text", text);
    }

    private static void Clock(Utf8JsonWriter json, string key, LocalTime? time) =>
        json.WriteString(key, time is { } t ? $"{t.Hour:00}:{t.Minute:00}" : null);
}
