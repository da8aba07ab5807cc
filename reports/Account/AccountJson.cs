using System.Text;
using System.Text.Json;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// The account as JSON, exact: every length in microseconds under a key that ends in <c>_us</c>, every day with all its
/// addends, and the sums of weeks and months. Keys and lists have one fixed order; names are as the source gave them.
/// </summary>
internal static class AccountJson
{
    public static string Of(AccountSlice slice) => JsonText.Of(json =>
    {
        var parts = new AccountParts(slice, Micros.PerMinute);
        json.WriteString("from", Model.Period.Iso(slice.From));
        json.WriteString("to", Model.Period.Iso(slice.To));
        json.WriteString("person", ShownName.Whole(slice.Person));
        json.WriteString("zone", ShownName.Whole(slice.Zone));
        json.WriteString("made_at", CalendarText.Iso(slice.Now));
        json.WriteString("closed_through", slice.ClosedThrough is { } closed ? Model.Period.Iso(closed) : null);
        if (parts.Whole is { } whole)
        {
            json.WriteStartObject("total");
            Part(json, whole);
            json.WriteEndObject();
        }
        else json.WriteNull("total");
        Parts(json, "weeks", parts.Weeks);
        Parts(json, "months", parts.Months);
        json.WriteStartArray("days");
        foreach (var day in slice.Days) Day(json, day);
        json.WriteEndArray();
        json.WriteStartArray("late");
        foreach (var late in slice.Late) Late(json, late);
        json.WriteEndArray();
        json.WriteStartArray("complaints");
        foreach (var complaint in slice.Complaints) json.WriteStringValue(ShownName.Whole(complaint));
        json.WriteEndArray();
    });

    private static void Parts(Utf8JsonWriter json, string key, IReadOnlyList<AccountPart> parts)
    {
        json.WriteStartArray(key);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            Part(json, part);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Part(Utf8JsonWriter json, AccountPart part)
    {
        json.WriteString("from", Model.Period.Iso(part.From));
        json.WriteString("to", Model.Period.Iso(part.To));
        json.WriteBoolean("is_closed", part.IsClosed);
        Figures(json, part.Exact);
    }

    private static void Figures(Utf8JsonWriter json, AccountFigures figures)
    {
        json.WriteNumber("opening_us", figures.Opening);
        json.WriteNumber("planned_us", figures.Planned);
        json.WriteNumber("should_us", figures.Should);
        json.WriteNumber("worked_us", figures.Worked);
        json.WriteNumber("credited_us", figures.Credited);
        json.WriteNumber("adjusted_us", figures.Adjusted);
        json.WriteNumber("difference_us", figures.Difference);
        json.WriteNumber("closing_us", figures.Closing);
    }

    private static void Day(Utf8JsonWriter json, AccountDay day)
    {
        json.WriteStartObject();
        json.WriteString("date", Model.Period.Iso(day.Date));
        json.WriteBoolean("is_closed", day.IsClosed);
        Figures(json, AccountFigures.Of(day));
        json.WriteStartArray("marks");
        foreach (var mark in day.Marks)
        {
            json.WriteStartObject();
            json.WriteString("kind", Key(mark.Kind));
            json.WriteString("effect", Key(mark.Effect));
            json.WriteString("name", ShownName.Whole(mark.Name));
            json.WriteNumber("length_us", mark.Micros);
            Source(json, mark.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("addends");
        foreach (var addend in day.Addends)
        {
            json.WriteStartObject();
            json.WriteString("column", Key(addend.Column));
            json.WriteNumber("length_us", addend.Micros);
            json.WriteString("rule", Key(addend.Rule));
            json.WriteString("text", ShownName.Whole(addend.Text));
            Source(json, addend.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Late(Utf8JsonWriter json, LateTime late)
    {
        json.WriteStartObject();
        json.WriteString("date", Model.Period.Iso(late.Date));
        json.WriteNumber("length_us", late.Micros);
        json.WriteStartArray("sources");
        foreach (var source in late.Sources) json.WriteStringValue(ShownName.Whole(source));
        json.WriteEndArray();
        json.WriteString("treatment", Key(late.Treatment));
        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, string? source) => json.WriteString("source", source is null ? null : ShownName.Whole(source));

    /// <summary><c>sealed_week</c>: the name for programs.</summary>
    private static string Key<T>(T value) where T : struct, Enum
    {
        var key = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && key.Length > 0) key.Append('_');
            key.Append(char.ToLowerInvariant(c));
        }
        return key.ToString();
    }
}
