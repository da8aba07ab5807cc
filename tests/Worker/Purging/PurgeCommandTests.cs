using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Purging;

/// <summary>What a purge asks, says and forgets.</summary>
public sealed class PurgeCommandTests : IDisposable
{
    private const string Canary = "canary-7c1f";

    private readonly ADaybook _daybook = new() { Now = "2026-04-20T08:00:00Z" };

    public PurgeCommandTests() => Import();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("--source wakatime --before 2026-03-10", ExitCode.Usage, "nobody can be asked here")]
    [InlineData("--source wakatime --before 2027-01-01 --yes", ExitCode.Usage, "lies in the future")]
    [InlineData("--source wakatime --before soon --yes", ExitCode.Usage, "is not a date")]
    [InlineData("--source other --before 2026-03-10 --yes", ExitCode.BadData, "there is no source 'other'")]
    [InlineData("--before 2026-03-10 --yes", ExitCode.Usage, "--source")]
    public void What_cannot_be_meant_changes_nothing(string options, ExitCode code, string said)
    {
        var before = System.IO.File.ReadAllBytes(_daybook.LedgerPath);
        var (answer, _, error) = _daybook.Run(["purge", .. options.Split(' ')]);
        answer.ShouldBe(code);
        System.IO.File.ReadAllBytes(_daybook.LedgerPath).ShouldBe(before);
        error.ShouldContain(said);
    }

    [Fact]
    public void What_is_forgotten_stands_in_no_byte_and_the_backup_still_has_it()
    {
        Has(_daybook.LedgerPath).ShouldBeTrue();
        var said = _daybook.Do("purge", "--source", "wakatime", "--before", "2026-03-10", "--yes");
        said.ShouldContain("taken out: 3 heartbeats, 0 time entries, 0 day totals, 1 rejected rows of 'wakatime' before 2026-03-10");
        said.ShouldContain("1 days keep what they came to");
        Has(_daybook.LedgerPath).ShouldBeFalse();
        if (System.IO.File.Exists($"{_daybook.LedgerPath}-journal")) Has($"{_daybook.LedgerPath}-journal").ShouldBeFalse();
        Has(_daybook.File("ledger.db.before-purge-20260420T080000Z")).ShouldBeTrue();
        _daybook.Do("why", "2026-03-02").ShouldContain("as it was when facts of it were purged, on 2026-04-20 by run 2");
        _daybook.Number("select count(*) from heartbeat").ShouldBe(2);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory]
    [InlineData("add 2026-03-02 14:00-15:00")]
    [InlineData("add 2026-03-02 1:00")]
    [InlineData("edit last --project other", "add 2026-03-02 16:00-17:00")]
    public void By_hand_it_is_said_that_a_purged_day_takes_in_nothing_new(string command, string? before = null)
    {
        if (before is not null) _daybook.Do([.. before.Split(' '), "--zone", "UTC"]);
        _daybook.Do("purge", "--source", "wakatime", "--before", "2026-03-10", "--yes", "--no-backup");
        var total = _daybook.Total("day", "2026-03-02");
        _daybook.Do([.. command.Split(' '), "--zone", "UTC"]).ShouldContain("note: 2026-03-02 was purged and keeps what it came to: what is said of it now is kept, and does not count\n");
        _daybook.Total("day", "2026-03-02").ShouldBe(total);
    }

    [Fact]
    public void Of_other_days_nothing_is_said()
    {
        _daybook.Do("purge", "--source", "wakatime", "--before", "2026-03-10", "--yes", "--no-backup");
        _daybook.Do("add", "2026-03-03", "14:00-15:00", "--zone", "UTC").ShouldNotContain("note:");
        _daybook.Total("day", "2026-03-03").ShouldBe(60 * 60_000_000L);
    }

    [Fact]
    public void A_purged_file_is_told_what_is_left_out_of_it()
    {
        _daybook.Do("purge", "--source", "wakatime", "--before", "2026-03-10", "--yes", "--no-backup");
        Import().ShouldContain("3 left out that were purged (--again brings them back)");
        Has(_daybook.LedgerPath).ShouldBeFalse();
        _daybook.Total("day", "2026-03-02").ShouldBe(20 * 60_000_000L);
        Import("--again").ShouldContain("3 new");
        _daybook.Total("day", "2026-03-02").ShouldBe(20 * 60_000_000L);
        _daybook.Do("check").ShouldNotContain("FAILS");
        _daybook.Number("select count(*) from purged_day").ShouldBe(0);
    }

    [Fact]
    public void Work_that_reaches_over_midnight_counts_where_it_did()
    {
        var at = Moment.Utc("2026-03-09 23:55");
        _daybook.Do("import", "--as", "night", _daybook.Write("night.json", new AnAccount("UTC", "night").Export(AnAccount.Beats(at, 0, 10, 15))));
        var before = (_daybook.Total("day", "2026-03-09"), _daybook.Total("day", "2026-03-10"));
        before.ShouldBe((5 * 60_000_000L, 10 * 60_000_000L));
        _daybook.Do("purge", "--source", "night", "--before", "2026-03-10", "--yes", "--no-backup").ShouldContain("among them 2026-03-10");
        (_daybook.Total("day", "2026-03-09"), _daybook.Total("day", "2026-03-10")).ShouldBe(before);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void A_person_at_a_terminal_types_the_sources_name()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        ExitCode Answer(string text) => Program.Run(["purge", "--source", "wakatime", "--before", "2026-03-10", "--no-backup", "--ledger", _daybook.LedgerPath, "--config", _daybook.ConfigPath],
            new Surroundings(output, error, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), NodaTime.Instant.FromUtc(2026, 4, 20, 8, 0), _ => null, true, CancellationToken.None));
        Answer("yes\n").ShouldBe(ExitCode.Usage);
        _daybook.Number("select count(*) from heartbeat").ShouldBe(5);
        Answer("wakatime\n").ShouldBe(ExitCode.Done, error.ToString());
        _daybook.Number("select count(*) from heartbeat").ShouldBe(2);
    }

    /// <summary>Three beats of an old day with a name of their own, a bad row among them, and two of a later one.</summary>
    private string Import(params string[] options)
    {
        var old = AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), 0, 10, 20).Select(b => b with { Entity = $"/home/{Canary}.cs" });
        var text = new AnAccount("UTC").Export([.. old, .. AnAccount.Beats(Moment.Utc("2026-03-12 09:00"), 0, 5)]);
        text = text.Replace("\"2026-03-02\", \"heartbeats\": [", $"\"2026-03-02\", \"heartbeats\": [{{\"time\": \"{Canary}\", \"entity\": \"x\"}},", StringComparison.Ordinal);
        var (code, output, error) = _daybook.Run(["import", .. options, _daybook.Write("a.json", text)]);
        code.ShouldBe(ExitCode.PartlyDone, error);
        return output;
    }

    private static bool Has(string path) => System.IO.File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0;
}
