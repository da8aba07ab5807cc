using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker;

/// <summary>The laws, on whole ledgers of small made-up accounts, through the program itself.</summary>
public sealed class LedgerLawTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "UTC"];
    private static readonly string[] Formats = ["text", "html", "json", "csv"];

    /// <summary>Bursts begin on 26 March and last some days: the clocks of Europe change on the 29th, those of Lord Howe on 5 April.</summary>
    private static readonly (string Kind, string Period)[] Periods =
        [("day", "2026-03-28"), ("day", "2026-03-29"), ("week", "2026-W13"), ("week", "2026-W14"), ("month", "2026-03"), ("month", "2026-04"), ("year", "2026")];

    public static TheoryData<int, string> Ledgers => [.. Enumerable.Range(1, 18).Select(seed => (seed, Zones[seed % Zones.Length]))];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 10));

    [Theory, MemberData(nameof(Ledgers))]
    public void Parts_sum_to_the_whole(int seed, string zone)
    {
        using var daybook = new ADaybook();
        daybook.Do("import", daybook.Write("a.json", new AnAccount(zone).Export(AnAccount.Random(new Random(seed), bursts: 30))));
        var whole = daybook.Worked();
        daybook.Number("select coalesce(sum(end_us - start_us), 0) from stretch").ShouldBe(whole, "slices");
        daybook.Total("year", "2026").ShouldBe(whole, "the year");
        Enumerable.Range(3, 2).Sum(month => daybook.Total("month", $"2026-{month:00}")).ShouldBe(whole, "months");
        Enumerable.Range(13, 7).Sum(week => daybook.Total("week", $"2026-W{week}")).ShouldBe(whole, "weeks");
        foreach (var (kind, period) in Periods)
        {
            var report = daybook.Json("report", kind, period, "--json");
            var total = report.GetProperty("total");
            ADaybook.Sums(report).Count().ShouldBeGreaterThan(0);
            foreach (var section in ADaybook.Sums(report))
            {
                var rows = ADaybook.Rows(report, section);
                rows.Sum(r => r.Micros).ShouldBe(Micros(total), $"{period}: {section}");
                rows.Sum(r => Minutes(r.Text)).ShouldBe(Minutes(total.GetProperty("text").GetString()!), $"{period}: {section} as printed");
            }
            var csv = daybook.Do("report", kind, period, "--format", "csv").Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
            foreach (var lines in csv.Where(cells => cells[4] == "worked" && cells[2] != "hours").GroupBy(cells => cells[2]))
            {
                lines.Sum(cells => long.Parse(cells[6])).ShouldBe(Micros(total), $"{period}: {lines.Key} in CSV");
                lines.Sum(cells => Minutes(cells[7])).ShouldBe(Minutes(csv[0][7]), $"{period}: {lines.Key} as printed in CSV");
            }
        }
        daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Printed_lines_of_a_week_sum_to_its_printed_total(int seed)
    {
        using var daybook = new ADaybook();
        daybook.Do("import", daybook.Write("a.json", new AnAccount().Export(AnAccount.Random(new Random(seed), bursts: 30))));
        var lines = daybook.Do("report", "week", "2026-W14").Split('\n');
        var total = Minutes(lines[0].Split("  ")[^1]);
        foreach (var title in (string[])["Projects", "Languages", "Categories"])
            lines.SkipWhile(line => !line.StartsWith(title, StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Trim().Length > 0)
                .Sum(line => Minutes(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(IsLength))).ShouldBe(total, title);
    }

    [Theory, MemberData(nameof(Ledgers))]
    public void Days_worked_out_anew_are_those_that_are_there(int seed, string zone)
    {
        var random = new Random(seed);
        using var daybook = new ADaybook();
        foreach (var file in Files(random, zone)) daybook.Run("import", daybook.Write("a.json", file));
        var stored = daybook.Dump();
        foreach (var table in (string[])["stretch", "day_part", "day", "derived_with"]) daybook.Damage($"delete from {table}");
        daybook.Do("report", "week", "2026-W13");
        LedgerDump.Difference(stored, daybook.Dump()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Ledgers))]
    public void Many_small_imports_in_any_order_give_the_days_that_one_gives(int seed, string zone)
    {
        var random = new Random(seed);
        using var atOnce = new ADaybook();
        var paths = Files(random, zone).Select((file, i) => atOnce.Write($"{i}.json", file)).ToArray();
        atOnce.Run(["import", .. paths]);
        random.Shuffle(paths);
        using var bySteps = new ADaybook();
        foreach (var path in paths) bySteps.Run("import", path);

        LedgerDump.Difference(atOnce.Dump(), bySteps.Dump()).ShouldBeEmpty(string.Join(", ", paths.Select(Path.GetFileName)));
        bySteps.Do("check").ShouldNotContain("FAILS");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Sources_that_overlap_count_once_whichever_came_first(int seed)
    {
        var random = new Random(seed);
        using var one = new ADaybook();
        using var other = new ADaybook();
        (string Name, string Export)[] sources = [.. ((string[])["laptop", "tower"]).Select(name => (name, new AnAccount(Account: name).Export(AnAccount.Random(random, bursts: 40))))];
        foreach (var daybook in (ADaybook[])[one, other])
        {
            daybook.Configure("""{"Sources": [{"Name": "tower"}], "Zones": [{"Zone": "Europe/Berlin"}]}""");
            foreach (var (name, export) in daybook == one ? sources : sources.Reverse()) daybook.Do("import", daybook.Write($"{name}.json", export), "--as", name);
            daybook.Do("check").ShouldNotContain("FAILS");
        }
        LedgerDump.Difference(one.Dump(), other.Dump()).ShouldBeEmpty();
        one.Number("select sum(covered_twice_us) from day").ShouldBeGreaterThan(0);
        one.Number("select sum(worked_us) from day").ShouldBe(one.Number("select sum(end_us - start_us) from stretch"));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_same_facts_and_the_same_clock_give_the_same_bytes(int seed)
    {
        var files = Files(new Random(seed), "Europe/Berlin");
        using var one = new ADaybook();
        using var other = new ADaybook();
        one.Run(["import", .. files.Select((file, i) => one.Write($"{i}.json", file))]);
        foreach (var file in files.Reverse()) other.Run("import", other.Write("a.json", file));
        foreach (var (kind, period) in Periods)
            foreach (var format in Formats)
            {
                var printed = one.Do("report", kind, period, "--format", format);
                one.Do("report", kind, period, "--format", format).Split('\n').ShouldBe(printed.Split('\n'));
                other.Do("report", kind, period, "--format", format).Split('\n').ShouldBe(printed.Split('\n'));
            }
        foreach (var daybook in (ADaybook[])[one, other]) daybook.Do("digest", "2026-W13", "--out", daybook.File("out"));
        foreach (var path in Directory.GetFiles(one.File("out")))
            File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(other.File($"out/{Path.GetFileName(path)}"))).ShouldBeTrue(Path.GetFileName(path));
        Directory.GetFiles(one.File("out")).Length.ShouldBe(3);
    }

    /// <summary>Exports of one account at several times, each knowing the days so far, and some loose files, totals and a download cut short beside.</summary>
    private static string[] Files(Random random, string zone)
    {
        var beats = AnAccount.Random(random, bursts: 15);
        var timeouts = random.Next(3) == 0 ? 20 : 15;
        var files = new List<string>();
        for (var i = random.Next(2, 5); i > 0; i--)
        {
            var until = Moment.Date("2026-03-27").PlusDays(random.Next(12));
            var cut = DayCut.In(Moment.Zone(zone));
            var known = beats.Where(b => cut.DayOf(b.At) <= until && random.Next(12) > 0).Select(b => random.Next(9) == 0 ? b with { Line = random.Next(90) } : b);
            files.Add(new AnAccount(zone, TimeoutMinutes: random.Next(3) == 0 ? timeouts : 15).Export(known, "2026-03-24", Period.Iso(until)));
        }
        for (var i = random.Next(0, 3); i > 0; i--) files.Add(new AnAccount(zone, Account: null).Export(beats.Where(_ => random.Next(3) == 0)));
        if (random.Next(2) == 0)
            files.Add(new AnAccount(zone).Totals(Enumerable.Range(-3, 12).Where(_ => random.Next(4) > 0).Select(day => (Moment.Date("2026-03-26").PlusDays(day), random.Next(3) == 0 ? 0 : random.Next(40_000)))));
        if (random.Next(3) == 0) files.Add(files[0][..random.Next(files[0].Length / 3, files[0].Length - 3)]);
        return [.. files];
    }

    private static long Micros(JsonElement length) => length.GetProperty("exact").GetInt64();

    private static bool IsLength(string word) => word.Split(':') is [var hours, { Length: 2 } minutes] && int.TryParse(hours, out _) && int.TryParse(minutes, out _);

    private static int Minutes(string text) => text == "–" ? 0 : int.Parse(text.Split(':')[0]) * 60 + int.Parse(text.Split(':')[1]);

    private static int Seconds(string text) => Minutes(text) * 60 + int.Parse(text.Split(':')[2]);
}
