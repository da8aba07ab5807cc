using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Worker;

/// <summary>One heartbeat of a made-up account.</summary>
/// <param name="At">Microseconds.</param>
internal sealed record ABeat(long At, string? Project = "atlas", string? Language = "C#", string? Category = "coding", string Entity = "/src/a.cs", bool IsWrite = false, int Line = 1);

/// <summary>Writes a made-up account's exports of heartbeats, as WakaTime writes them.</summary>
/// <param name="Account">Null for a file that says nothing of its account.</param>
/// <param name="TimeoutMinutes">As the account has set it.</param>
internal sealed record AnAccount(string Zone = "Europe/Berlin", string? Account = "account-1", int TimeoutMinutes = 15)
{
    /// <param name="until">Last day the export speaks for, as <c>2026-03-08</c>; null for one that speaks for no days.</param>
    public string Export(IEnumerable<ABeat> beats, string? from = null, string? until = null)
    {
        var cut = DayCut.In(DateTimeZoneProviders.Tzdb[Zone]);
        var sorted = beats.OrderBy(b => b.At).ToList();
        var days = from is null || until is null
            ? sorted.Select(b => cut.DayOf(b.At)).Distinct().ToList()
            : [.. new Period(PeriodKind.Day, Moment.Date(from), Moment.Date(until)).Dates];
        var byDay = sorted.ToLookup(b => cut.DayOf(b.At));
        var text = new StringBuilder("{\"days\": [");
        text.AppendJoin(",\n", days.Select(d => $"{{\"date\": \"{Period.Iso(d)}\", \"heartbeats\": [\n{string.Join(",\n", byDay[d].Select(Heartbeat))}]}}"));
        text.Append(']');
        if (from is not null && until is not null)
            text.Append(CultureInfo.InvariantCulture, $", \"range\": {{\"start\": {Second(cut.SpanOf(days[0]).Start)}, \"end\": {Second(cut.SpanOf(days[^1]).End) - 1}}}");
        if (Account is not null)
            text.Append(CultureInfo.InvariantCulture, $", \"user\": {{\"id\": \"{Account}\", \"timezone\": \"{Zone}\", \"timeout\": {TimeoutMinutes}, \"writes_only\": false}}");
        return text.Append("}\n").ToString();
    }

    /// <summary>An export of daily totals; a day's projects have its length between them, but for a second.</summary>
    public string Totals(IEnumerable<(LocalDate Date, int Seconds)> days) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"days\": [{string.Join(",\n", days.Select(Total))}], \"user\": {{\"id\": \"{Account}\", \"timezone\": \"{Zone}\", \"timeout\": {TimeoutMinutes}, \"writes_only\": false}}}}\n");

    /// <summary>A beat at each of these minutes after a moment.</summary>
    public static IEnumerable<ABeat> Beats(long start, params int[] minutes) => minutes.Select(m => new ABeat(start + m * Micros.PerMinute));

    /// <summary>Some days of bursts of work with pauses of all lengths, nights too, mostly not in the order of any zone.</summary>
    public static List<ABeat> Random(Random random, string firstDay = "2026-03-26", int bursts = 12)
    {
        string?[] projects = ["atlas", "harbor", "kestrel", null], languages = ["C#", "SQL", null];
        var beats = new List<ABeat>();
        var at = Moment.Utc($"{firstDay} 00:00") + random.Next(24 * 3600) * Micros.PerSecond;
        for (var burst = 0; burst < bursts; burst++)
        {
            at += random.Next(60, 9 * 3600) * Micros.PerSecond;
            for (var i = random.Next(1, 9); i > 0; i--)
            {
                beats.Add(new(at, projects[random.Next(4)], languages[random.Next(3)], random.Next(3) == 0 ? "debugging" : "coding", $"/src/{random.Next(4)}.cs", random.Next(4) == 0, random.Next(90)));
                at += random.Next(1, 1_100_000_000);
            }
        }
        return beats;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] members) => Zip(CompressionLevel.Optimal, members);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name, level).Open();
                member.Write(content);
            }
        return packed.ToArray();
    }

    private static string Heartbeat(ABeat beat) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"entity\": {Text(beat.Entity)}, \"type\": \"file\", \"category\": {Text(beat.Category)}, \"project\": {Text(beat.Project)}, \"language\": {Text(beat.Language)}, \"branch\": \"main\", \"is_write\": {(beat.IsWrite ? "true" : "false")}, \"lineno\": {beat.Line}, \"time\": {Second(beat.At)}.{beat.At % Micros.PerSecond:000000}}}");

    private static string Total((LocalDate Date, int Seconds) day)
    {
        static string Sum(string name, int seconds) => string.Create(CultureInfo.InvariantCulture, $"{{\"name\": \"{name}\", \"total_seconds\": {Math.Max(0, seconds)}.25}}");
        var none = string.Concat(((string[])["categories", "dependencies", "editors", "languages", "machines", "operating_systems"]).Select(list => $", \"{list}\": []"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{{\"date\": \"{Period.Iso(day.Date)}\", \"grand_total\": {{\"total_seconds\": {day.Seconds}.5}}{none}, \"projects\": [{Sum("atlas", day.Seconds / 2)}, {Sum("harbor", day.Seconds / 2 - 1)}]}}");
    }

    private static long Second(long micros) => micros / Micros.PerSecond;

    private static string Text(string? text) => JsonSerializer.Serialize(text);
}
