using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Worker.Purging;

/// <summary>A purge changes no sum, and leaves nothing that is older; on small made-up accounts, through the program itself.</summary>
public sealed class PurgeLaws
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"];

    // By table, what says when a row of the source is.
    private static readonly string[] Older =
    [
        "select count(*) from heartbeat join activity on activity.id = activity_id where activity.source_id = $source and at_us < $before",
        "select count(*) from heartbeat_version join activity on activity.id = activity_id where activity.source_id = $source and at_us < $before",
        "select count(*) from heartbeat_tombstone join activity on activity.id = activity_id where activity.source_id = $source and at_us < $before",
        "select count(*) from segment join file on file.id = file_id where file.source_id = $source and (first_at_us < $before or last_at_us < $before or (rows = 0 and date < $date))",
        "select count(*) from time_entry where source_id = $source and (at_us < $before or date < $date)",
        "select count(*) from day_total where source_id = $source and date < $date",
        "select count(*) from quarantine join file on file.id = file_id where file.source_id = $source and quarantine.raw like '%older%'",
        "select count(*) from file where source_id = $source and covers_from_us < $before and covers_to_us >= $before",
    ];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 10));

    [Theory, MemberData(nameof(Seeds))]
    public void No_total_changes_nothing_older_is_left_and_nothing_comes_back(int seed)
    {
        var random = new Random(seed);
        var zone = Zones[seed % Zones.Length];
        using var daybook = new ADaybook { Now = "2026-04-20T08:00:00Z" };
        var account = new AnAccount(zone);
        var beats = AnAccount.Random(random, bursts: 30);
        var first = daybook.Write("a.json", account.Export(beats.Take(beats.Count * 2 / 3)));
        var second = daybook.Write("b.json", account.Export(beats.Skip(beats.Count / 3), "2026-03-26", "2026-04-15"));
        var totals = daybook.Write("t.json", account.Totals([(new LocalDate(2026, 3, 20), 3600), (new LocalDate(2026, 3, 24), 7200)]));
        daybook.Do("import", first, second, totals);
        daybook.Do("import", "--as", "other", daybook.Write("c.json", new AnAccount(zone, "account-2").Export(AnAccount.Random(random, bursts: 20))));
        daybook.Do("add", "2026-03-29", "20:00-23:30", "--project", "by hand");
        daybook.Do("contract", "add", "--from", "2026-03-27", "--hours", "40");
        daybook.Do("close", "--through", "2026-04-02");
        var before = Sums(daybook);
        var closings = daybook.Texts("select hex(hash) from closing order by id");
        var date = new LocalDate(2026, 3, 28).PlusDays(random.Next(8));
        string[] command = ["purge", "--source", "wakatime", "--before", Period.Iso(date)];

        daybook.Do([.. command, "--dry-run"]);
        Sums(daybook).ShouldBe(before);
        daybook.Do([.. command, "--yes", "--no-backup"]);
        Sums(daybook).ShouldBe(before);
        daybook.Texts("select hex(hash) from closing order by id").ShouldBe(closings);
        OlderThan(daybook, date, zone).ShouldBe([0, 0, 0, 0, 0, 0, 0, 0]);
        Checked(daybook);
        daybook.Do("account", "2026-03", "--json").ShouldNotContain("late\":[{");

        daybook.Do("import", first, second, totals).ShouldContain("purged");
        Sums(daybook).ShouldBe(before);
        OlderThan(daybook, date, zone).ShouldBe([0, 0, 0, 0, 0, 0, 0, 0]);
        Checked(daybook);

        daybook.Do("import", "--again", first, second, totals);
        Checked(daybook);
        Sums(daybook).ShouldBe(before);
        daybook.Number("select count(*) from heartbeat").ShouldBe(daybook.Number("select sum(new) from segment"));
        daybook.Number("select count(*) from purged_day").ShouldBe(0);
    }

    private static void Checked(ADaybook daybook) => daybook.Run("check").ShouldSatisfyAllConditions(r => r.Error.ShouldBeEmpty(), r => r.Code.ShouldBe(ExitCode.Done));

    private static IReadOnlyList<string> Sums(ADaybook daybook) =>
    [
        .. daybook.Texts("select date || ' ' || worked_us || ' ' || summed_us from day where worked_us > 0 or summed_us > 0 order by date"),
        .. daybook.Texts("select date || ' ' || text || ' ' || sum(worked_us) from day_part join name on name.id = day_part.id where kind = 1 group by date, text order by date, text"),
        .. Enumerable.Range(12, 5).Select(week => $"W{week} {daybook.Total("week", $"2026-W{week}")}"),
        .. ADaybook.Rows(daybook.Json("report", "month", "2026-03", "--json"), "projects").Select(r => $"{r.Name} {r.Micros}"),
    ];

    private static IReadOnlyList<long> OlderThan(ADaybook daybook, LocalDate date, string zone)
    {
        using var ledger = Ledger.OpenForReading(daybook.LedgerPath);
        var start = DayCut.In(DateTimeZoneProviders.Tzdb[zone]).SpanOf(date).Start;
        var source = ledger.Sources.All().Single(s => s.Name == "wakatime").Id;
        return [.. Older.Select(sql => ledger.Connection.Scalar<long>(sql, ("$source", source), ("$before", start), ("$date", Days.From(date))))];
    }
}
