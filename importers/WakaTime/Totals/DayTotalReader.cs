using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.WakaTime.Totals;

/// <summary>Reads the totals of one day: of an account export of any year, or as the API's summaries give them.</summary>
internal sealed class DayTotalReader(UnexpectedKeys unexpected)
{
    private static readonly (string Key, Dimension Dimension)[] Lists =
    [
        ("projects", Dimension.Project), ("languages", Dimension.Language), ("editors", Dimension.Editor),
        ("categories", Dimension.Category), ("machines", Dimension.Machine), ("operating_systems", Dimension.OperatingSystem),
        ("branches", Dimension.Branch), ("entities", Dimension.Entity), ("dependencies", Dimension.Dependency),
    ];

    private readonly List<DayTotalPart> _parts = [];

    /// <summary>The day's keys hold one of the lists that a day total has.</summary>
    public static bool IsList(string key) => DimensionOf(key) is not null;

    /// <param name="named">Date the day is listed under, where it does not say its own.</param>
    public DayTotal? Read(JsonElement day, LocalDate? named, Place place, out Flaw? flaw)
    {
        _parts.Clear();
        flaw = null;
        if (day.ValueKind != JsonValueKind.Object) return Refuse(out flaw, "a day should be an object with keys and values");
        day.TryGetProperty("range", out var range);
        var written = day.Text("date") ?? range.Text("date");
        var date = TotalDates.Parse(written) ?? (written is null ? named : null);
        if (date is null) return Refuse(out flaw, written is null ? "the day has no date" : $"'{written}' is not a date");
        if (!day.TryGetProperty("grand_total", out var whole) || whole.ValueKind != JsonValueKind.Object)
            return Refuse(out flaw, "the day has no grand_total");
        if (TotalLength.Of(whole) is not { } length) return Refuse(out flaw, "the day's grand_total gives no length");
        var extra = new ExtraJson(DocumentedKeys.Total, unexpected);
        foreach (var member in day.EnumerateObject())
        {
            if (DimensionOf(member.Name) is { } dimension) flaw ??= ReadList(member.Value, dimension, null);
            else if (member.Name == "grand_total") AddUnmodelled(extra, member);
            else if (member.Name is not ("date" or "range")) extra.Add(member);
        }
        return flaw is null ? new DayTotal(date.Value, range.Text("timezone"), length, [.. _parts], extra.ToText(), place) : null;
    }

    private Flaw? ReadList(JsonElement list, Dimension dimension, string? project)
    {
        if (list.ValueKind == JsonValueKind.Null) return null;
        if (list.ValueKind != JsonValueKind.Array) return new($"the day's list by {Word(dimension)} is no list");
        foreach (var item in list.EnumerateArray())
            if (ReadItem(item, dimension, project) is { } flaw)
                return flaw;
        return null;
    }

    private Flaw? ReadItem(JsonElement item, Dimension dimension, string? project)
    {
        if (item.Text("name") is not { } name) return new($"an item by {Word(dimension)} has no name");
        // Projects of an export hold their total and their own lists, before 2017 one level further in.
        var inner = item.TryGetProperty("dump", out var dump) && dump.ValueKind == JsonValueKind.Object ? dump : item;
        var whole = inner.TryGetProperty("grand_total", out var total) ? total : inner;
        if ((TotalLength.Of(whole) ?? TotalLength.Of(item)) is not { } length)
            return new($"'{Printable.Short(name, 80)}' of the list by {Word(dimension)} gives no length");
        var extra = new ExtraJson(DocumentedKeys.Total, unexpected);
        var at = _parts.Count;
        _parts.Add(new(dimension, project, name, length, null));
        foreach (var member in Members(item, inner))
        {
            if (project is null && dimension == Dimension.Project && DimensionOf(member.Name) is { } within)
            {
                if (ReadList(member.Value, within, name) is { } flaw) return flaw;
            }
            else if (member.Name == "grand_total")
            {
                AddUnmodelled(extra, member);
            }
            else if (member.Name is not ("name" or "dump") && !TotalLength.IsSpelling(member.Name))
            {
                extra.Add(member);
            }
        }
        _parts[at] = _parts[at] with { Extra = extra.ToText() };
        return null;
    }

    private static IEnumerable<JsonProperty> Members(JsonElement item, JsonElement inner)
    {
        foreach (var member in item.EnumerateObject()) yield return member;
        if (inner.Equals(item)) yield break;
        foreach (var member in inner.EnumerateObject()) yield return member;
    }

    private void AddUnmodelled(ExtraJson extra, JsonProperty total)
    {
        var kept = new ExtraJson(DocumentedKeys.Total, unexpected);
        if (total.Value.ValueKind == JsonValueKind.Object)
            foreach (var member in total.Value.EnumerateObject())
                if (!TotalLength.IsSpelling(member.Name))
                    kept.Add(member);
        if (kept.Finish() is { IsEmpty: false } json) extra.Add(JsonValues.Quote(total), json);
    }

    private static Dimension? DimensionOf(string key)
    {
        foreach (var (name, dimension) in Lists)
            if (name == key)
                return dimension;
        return null;
    }

    private static string Word(Dimension dimension) => dimension.ToString().ToLowerInvariant();

    private static DayTotal? Refuse(out Flaw? flaw, string message)
    {
        flaw = new Flaw(message);
        return null;
    }
}
