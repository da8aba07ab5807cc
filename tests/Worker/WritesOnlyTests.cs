using Daybook.Tests.Support;

namespace Daybook.Tests.Worker;

/// <summary>Heartbeats that are there and make no time, since their account counts only those that saved a file.</summary>
public sealed class WritesOnlyTests : IDisposable
{
    private const string Reads = "2026-03-10", Nothing = "2026-03-12", Said = "2026-03-02";

    private readonly ADaybook _daybook = new() { Now = "2026-03-15T06:00:00Z" };

    public WritesOnlyTests()
    {
        // What an account has set, and an answer of the API that does not say whose it is.
        _daybook.Write("account.json", new AnAccount().Export([.. Beats($"{Said} 09:00", 5, isWrite: false)], Said, "2026-03-08").Replace("\"writes_only\": false", "\"writes_only\": true", StringComparison.Ordinal));
        _daybook.Write("answer.json", Answer($"{Reads} 09:00", 3, isWrite: false));
        // One at the very instant at which the day begins in Berlin.
        _daybook.Write("midnight.json", Answer("2026-03-09 23:00", 1, isWrite: false));
        _daybook.Do("import", _daybook.File("account.json"), _daybook.File("answer.json"), _daybook.File("midnight.json"));
        _daybook.Number("select count(*) from heartbeat").ShouldBe(9);
    }

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("day", Reads, "4 heartbeats are there, and none counts: their source counts only those that saved a file.")]
    [InlineData("day", Said, "5 heartbeats are there, and none counts")] // the account speaks for the day
    [InlineData("day", "2026-03-09", "No source says anything about this time.")] // the evening before, up to the next day's first instant
    [InlineData("week", "2026-W11", "4 heartbeats are there, and none counts")]
    [InlineData("month", "2026-03", "9 heartbeats are there, and none counts")]
    [InlineData("day", Nothing, "No source says anything about this time.")]
    public void A_report_says_that_they_are_there(string kind, string period, string said) => Unwrapped("report", kind, period).ShouldContain(said);

    [Fact]
    public void In_German_too()
    {
        Unwrapped("report", "day", Reads, "--language", "de").ShouldContain("4 Heartbeats sind da, und keiner zählt: ihre Quelle zählt nur solche, die eine Datei gespeichert haben.");
    }

    [Fact]
    public void And_so_does_why()
    {
        _daybook.Do("why", Reads).ShouldContain("4 heartbeats of wakatime saved no file and do not count: its account, or Sources.Joins.WritesOnly, has it so");
        _daybook.Do("why", Nothing).ShouldContain("nothing is known of it");
    }

    [Fact]
    public void Where_some_time_is_counted_the_report_is_about_that()
    {
        _daybook.Write("more.json", Answer($"{Reads} 10:00", 2, isWrite: true));
        _daybook.Do("import", _daybook.File("more.json"));
        _daybook.Do("report", "day", Reads).ShouldNotContain("none counts");
        _daybook.Do("why", Reads).ShouldContain("4 heartbeats of wakatime saved no file and do not count");
    }

    [Fact]
    public void The_settings_can_have_them_counted()
    {
        _daybook.Configure("""{ "Sources": [{ "Name": "wakatime", "Joins": [{ "TimeoutMinutes": 15 }] }] }""");
        _daybook.Do("report", "day", Reads).ShouldNotContain("none counts");
        _daybook.Total("day", Reads).ShouldBe(2 * 60_000_000L);
        _daybook.Do("why", Reads).ShouldNotContain("do not count");
    }

    private string Unwrapped(params string[] args) => _daybook.Do(args).Replace("\n", " ", StringComparison.Ordinal);

    private static string Answer(string start, int count, bool isWrite) => $"{{\"data\": [{string.Join(",\n", Beats(start, count, isWrite)
        .Select(b => FormattableString.Invariant($"{{\"entity\": \"{b.Entity}\", \"type\": \"file\", \"category\": \"coding\", \"project\": \"atlas\", \"time\": {b.At / 1_000_000}, \"is_write\": {(b.IsWrite ? "true" : "false")}}}")))}]}}";

    private static IEnumerable<ABeat> Beats(string start, int count, bool isWrite) => AnAccount.Beats(Moment.Utc(start), [.. Enumerable.Range(0, count)]).Select(b => b with { IsWrite = isWrite });
}
