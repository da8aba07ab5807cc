using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What is handed out and taken in again is what it was, on generated ledgers of several sources and on all samples.</summary>
public sealed class ExportLaws
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];

    private static readonly string[] Texts =
    [
        "atlas", "=1+1", "+49 170", "-5 degrees", "@SUM(A1)", "'=quoted", "''", "'", "it's", "a,b;c\td", "say \"hi\"", "two\nlines", "two\r\nlines", "{\"json\": 1}", "日本語 🙂", "\u202eright to left",
        "\u200b=1", ";=1", "NULL", "-", "1,5", "2026-10-21", "\\x", "a|b\\c", "&lt;", "'+", "'\t=x",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Daybooks_own_file_brings_everything_back(int seed)
    {
        using var first = Generated(seed);
        ThereAndBack(first);
    }

    [Fact]
    public void So_it_does_with_the_samples_of_all_sources()
    {
        using var first = new ADaybook();
        first.Configure(Settings("Europe/Berlin"));
        // Those that have heartbeats or day totals have days that no entry makes.
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Root, "samples")).Where(f => Path.GetFileName(f) is not ("reports" or "demo" or "wakatime" or "wakapi" or "hackatime" or "eztracker")))
            first.Run("import", folder);
        var sources = Entries(first).Keys;
        sources.ShouldContain("toggl");
        sources.Count.ShouldBeGreaterThan(20);
        ThereAndBack(first);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Wotras_file_keeps_times_and_notes(int seed)
    {
        using var first = Generated(seed);
        var stop = seed % 2 == 0;
        var file = first.File("entries.csv");
        first.Run(["export", "entries", "--as", "wotra", "--to", file, .. stop ? ["--wotra-stop"] : Array.Empty<string>()]).Error.ShouldContain("not carried: projects (");
        using var second = new ADaybook();
        second.Configure(Settings(ZoneOf(seed), stop));
        second.Do("import", file);
        var midnights = DayCut.In(Moment.Zone(ZoneOf(seed)));
        var expected = All(first).Where(e => e.Time is EntryTime.Interval).SelectMany(e => Pieces((EntryTime.Interval)e.Time, midnights, 1000).Select(p => $"{p.Start} {p.End} {e.Work.Note?.Trim()}"));
        All(second).Select(e => $"{((EntryTime.Interval)e.Time).Start} {((EntryTime.Interval)e.Time).End} {e.Work.Note}").Order().ShouldBe(expected.Order());
        second.Run(["export", "entries", "--as", "wotra", "--to", second.File("again.csv"), .. stop ? ["--wotra-stop"] : Array.Empty<string>()]).Code.ShouldBe(ExitCode.Done);
        File.ReadAllText(second.File("again.csv")).ShouldBe(File.ReadAllText(file));
        second.Do("import", second.File("again.csv")).ShouldEndWith(" 0 changed, 0 rejected\n");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void TimeTrackers_file_keeps_times_and_what_was_worked_on(int seed)
    {
        using var first = Generated(seed);
        var file = first.File("entries.csv");
        first.Run("export", "entries", "--as", "timetracker", "--to", file).Error.ShouldContain("left out: entries without a time of day");
        using var second = new ADaybook();
        second.Configure(Settings(ZoneOf(seed)));
        second.Do("import", file);
        var expected = All(first).Where(e => e.Time is EntryTime.Interval).Select(e => Text(e.Time, 1_000_000, e.Work.Project?.Trim() is { Length: > 0 } project ? project : "Unknown Project", e.Work));
        All(second).Select(e => Text(e.Time, 1, e.Work.Project!, e.Work)).Order().ShouldBe(expected.Order());

        static string Text(EntryTime time, long unit, string project, EntryWork work) => string.Join('|',
            Floor(((EntryTime.Interval)time).Start, unit), Floor(((EntryTime.Interval)time).End, unit), project, work.Client?.Trim(), work.Task?.Trim(), work.Note?.Trim(), work.IsBillable,
            string.Join(';', work.Tags.SelectMany(t => t.Replace(';', unit == 1 ? ';' : ',').Split(';')).Select(t => t.Trim())));
    }

    private static void ThereAndBack(ADaybook first)
    {
        var file = first.File("all.json");
        first.Run("export", "entries", "--to", file).Code.ShouldBe(ExitCode.Done);
        using var second = new ADaybook();
        File.Copy(first.ConfigPath, second.ConfigPath, overwrite: true);
        second.Do("import", file);
        var (before, after) = (Entries(first), Entries(second));
        string.Join(", ", after.Keys).ShouldBe(string.Join(", ", before.Keys));
        foreach (var source in before.Keys)
        {
            after[source].Except(before[source]).ShouldBeEmpty(source);
            before[source].Except(after[source]).ShouldBeEmpty(source);
            after[source].SequenceEqual(before[source]).ShouldBeTrue(source);
        }
        LedgerDump.Difference(Derived(first), Derived(second)).ShouldBeEmpty();
        second.Do("check").ShouldNotContain("FAILS");

        second.Run("export", "entries", "--to", second.File("again.json")).Code.ShouldBe(ExitCode.Done);
        File.ReadAllText(second.File("again.json")).ShouldBe(File.ReadAllText(file));
        // Neither the ledger it came from nor the one it went to learns anything from it.
        foreach (var daybook in (ADaybook[])[first, second])
            daybook.Do("import", file).Split('\n')[^2].ShouldMatch(@"^0 new, [\d,]+ same, 0 changed, 0 rejected$");
    }

    /// <summary>A ledger with time by hand, a tracker's table without ids, Wotra's milliseconds and a source full of odd texts.</summary>
    private static ADaybook Generated(int seed)
    {
        var random = new Random(seed);
        var zone = ZoneOf(seed);
        var daybook = new ADaybook();
        daybook.Configure(Settings(zone));
        daybook.Do("import", daybook.Write("hand.json", Document(random, hasIds: true)));
        daybook.Do("import", daybook.Write("odd.json", Document(random, hasIds: false)), "--as", "odd one");
        daybook.Do("import", daybook.Write("other.json", Document(random, hasIds: true)), "--as", "other");
        daybook.Run("import", daybook.Write("toggl.csv", Toggl(random))).Code.ShouldBe(ExitCode.Done);
        daybook.Do("import", daybook.Write("wotra.csv", Wotra(random)));
        return daybook;
    }

    private static string Document(Random random, bool hasIds)
    {
        var entries = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            var members = new SortedDictionary<string, object?>(StringComparer.Ordinal);
            var start = Start(random) + random.Next(3) / 2 * random.Next(1_000_000);
            if (random.Next(8) == 0) (members["date"], members["length"]) = ("2026-03-29", $"{random.Next(9)}:{random.Next(60):00}:00.{random.Next(1_000_000):000000}");
            else
            {
                (members["start"], members["end"]) = (Iso(start), Iso(start + random.NextInt64(30 * Micros.PerHour) / (random.Next(9) == 0 ? long.MaxValue : 1)));
                if (random.Next(9) == 0) members["stated_end"] = Iso(start + 40 * Micros.PerHour);
            }
            if (hasIds) members["id"] = random.Next(9) == 0 ? "twice" : random.Next(2) == 0 ? $"{i}" : $"019a0500-8f40-7c11-9a3e-{random.Next():x12}";
            if (random.Next(3) == 0) members["changed"] = Iso(start + random.Next(9));
            if (random.Next(12) == 0 && hasIds) members["deleted"] = true;
            if (random.Next(3) == 0) members["billable"] = random.Next(2) == 0;
            if (random.Next(4) == 0) members["rate"] = new Dictionary<string, string> { ["amount"] = "95.1234", ["currency"] = random.Next(2) == 0 ? "EUR" : "" };
            if (random.Next(4) == 0) members["tags"] = (string[])[Any(random), " x ", Any(random)];
            if (random.Next(4) == 0) members["extra"] = new Dictionary<string, object> { [Any(random)] = Any(random), ["list"] = (int[])[1, 2] };
            foreach (var key in (string[])["project", "client", "task", "note", "branch", "language", "entity", "category", "machine", "zone", "said"])
                if (random.Next(key.Length > 5 && key != "project" ? 6 : 2) == 0) members[key] = random.Next(9) == 0 ? $" {Any(random)} " : Any(random);
            entries.Add(JsonSerializer.Serialize(members));
            // Twins that nothing tells apart.
            if (random.Next(6) == 0 && !hasIds) entries.Add(entries[^1]);
        }
        return $"{{\"daybook\": 1, \"entries\": [\n{string.Join(",\n", entries)}]}}";
    }

    private static string Toggl(Random random)
    {
        var text = new StringBuilder("User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Colour,Colour\n");
        for (var i = 0; i < 20; i++)
        {
            var day = new NodaTime.LocalDate(2026, 3, 2 + random.Next(20));
            var row = $"ada,ada@example.org,,{Quoted(Any(random))},,{Quoted(Any(random))},No,{Period.Iso(day)},{random.Next(9, 12):00}:{random.Next(60):00}:00,{Period.Iso(day)},12:30:{random.Next(60):00},,\"{(random.Next(2) == 0 ? "ui, x" : "")}\",red,blue\n";
            text.Append(row).Append(random.Next(5) == 0 ? row : "");
        }
        return text.ToString();
    }

    private static string Wotra(Random random)
    {
        var text = new StringBuilder("id,start_time,end_time,auto_stopped,note,day_key,updated_at,deleted_at\n");
        for (var i = 0; i < 12; i++)
        {
            var start = Start(random) / 1000;
            text.Append(CultureInfo.InvariantCulture, $"0199f000-0000-7000-8000-{i:x12},{start},{start + random.Next(9_000_000)},0,{(random.Next(2) == 0 ? Quoted(Any(random)) : "")},x,{start + 9},\n");
        }
        return text.ToString();
    }

    /// <summary>Many at and around midnight and where clocks change in spring and autumn.</summary>
    private static long Start(Random random)
    {
        var day = random.Next(3) switch { 0 => "2026-10-25 00:00", 1 => "2026-03-29 00:00", _ => "2026-04-04 12:00" };
        return Moment.Utc(day) + random.Next(-40, 40) * 15 * Micros.PerMinute;
    }

    private static string Settings(string zone, bool stops = false) =>
        $$"""{ "Zones": [{ "Zone": "{{zone}}" }], "DayStarts": [{ "At": "{{(zone == "UTC" ? "04:00" : "00:00")}}" }], "Sources": [{ "Name": "wotra", "AutoStopEndsAtMidnight": {{(stops ? "true" : "false")}} }] }""";

    private static IEnumerable<(long Start, long End)> Pieces(EntryTime.Interval interval, DayCut cut, long unit)
    {
        var (start, end) = (Floor(interval.Start, unit), Floor(interval.End, unit));
        return start == end ? [(start, end)] : [.. cut.Split(start, end).Select(p => (p.Start, p.End))];
    }

    private static long Floor(long micros, long unit) => micros - micros % unit;

    private static string Any(Random random) => Texts[random.Next(Texts.Length)];

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";

    private static string Iso(long micros) => NodaTime.Text.InstantPattern.ExtendedIso.Format(Micros.ToInstant(micros));

    private static string ZoneOf(int seed) => Zones[seed % Zones.Length];

    private static IEnumerable<TimeEntry> All(ADaybook daybook) => Read(daybook, (ledger, source) => ledger.Entries.ToHandOut(source)).Values.SelectMany(e => e);

    /// <summary>All that is kept of each source's entries but where they stood, as text.</summary>
    private static SortedDictionary<string, List<string>> Entries(ADaybook daybook) =>
        new(Read(daybook, (ledger, source) => ledger.Entries.ToHandOut(source)).Where(s => s.Value.Count > 0)
            .ToDictionary(s => s.Key, s => s.Value.Select(e => $"{e with { Place = default, Work = EntryWork.None }} {e.Work with { Tags = [] }} {string.Join("|", e.Work.Tags)}").ToList()), StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<TimeEntry>> Read(ADaybook daybook, Func<Ledger, string, IReadOnlyList<TimeEntry>> read)
    {
        using var ledger = Ledger.OpenForReading(daybook.LedgerPath);
        return ledger.Sources.All().ToDictionary(s => s.Name, s => read(ledger, s.Name));
    }

    private static string Derived(ADaybook daybook) => string.Join('\n', daybook.Dump().Split('\n').Where(l => l.Split(':')[0] is "day" or "part" or "stretch"));
}
