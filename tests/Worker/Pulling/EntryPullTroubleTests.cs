using System.Text;
using Daybook.Tests.StandIns;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>What holds for every service that time entries are pulled from, where something goes wrong. Pages are of five entries.</summary>
public abstract class EntryPullTroubleTests(string service) : IAsyncLifetime
{
    private protected AnEntryPull Pull { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Pull = await AnEntryPull.New(service, """, "PageSize": 5""");

    public ValueTask DisposeAsync() => Pull.DisposeAsync();

    [Fact]
    public void What_changes_while_it_is_read_is_read_again_until_it_is_quiet()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var chance = new Random(seed);
            var left = 4;
            Pull.Service.BeforePage = _ =>
            {
                if (left-- > 0) Change(chance);
            };
            var (code, _, error) = Pull.Run(seed % 4 == 0 ? ["--full"] : []);
            code.ShouldBeOneOf([ExitCode.Done, ExitCode.PartlyDone], $"seed {seed}: {error}");
            Pull.Service.BeforePage = _ => { };
            Pull.Do();
            Pull.Current().ShouldBe(Pull.Theirs(), $"seed {seed}");
        }
        Pull.Daybook.Do("check");
    }

    [Fact]
    public void A_key_of_another_account_is_refused()
    {
        Fill(1);
        Pull.Do();
        Pull.Service.SwitchAccount();
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("another account or workspace");
        Pull.Current().Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_that_is_printed_or_kept_holds_the_key()
    {
        Fill(12);
        Pull.Run("--verbose");
        Fault[] faults =
        [
            Faulty.Status(401), Faulty.Answers($"{{\"message\":\"the key {StandIn.Key} is wrong\",\"error\":\"{StandIn.Key}\"}}", status: 400), Faulty.Answers($"{{\"error\":\"{StandIn.KeyInBase64}\"}}", status: 403),
            Faulty.AnswersHtml, Faulty.AnswersHalf, Faulty.Resets, Faulty.Answers($"[\"{StandIn.Key}\"]"), Faulty.Answers($"{{\"timezone\":\"{StandIn.Key}\"}}"),
            Faulty.Answers("", location: $"https://{StandIn.Key.ToLowerInvariant()}.example.org/", status: 302),
        ];
        foreach (var fault in faults)
            for (var request = 0; request < 8; request++)
            {
                Pull.Service.Faults.Clear();
                for (var i = 0; i < request; i++) Pull.Service.Faults.Enqueue((_, answer) => answer());
                Pull.Service.Faults.Enqueue(fault);
                Pull.Run("--verbose", "--json");
            }
        Pull.Daybook.Do("status");
        Encoding.Latin1.GetString(File.ReadAllBytes(Pull.Daybook.LedgerPath)).ShouldContain("time-entries?");
        Pull.HoldsNoSecret();
    }

    /// <summary>So many entries, the last on 2026-09-04, an hour apart.</summary>
    private protected void Fill(int count) => Pull.Service.Fill(Instant.FromUtc(2026, 9, 4, 12, 0), count, -Duration.FromHours(1), "Website");

    private void Change(Random chance)
    {
        var entries = Pull.Service.Kept;
        var start = Instant.FromUtc(2026, 8, 20, 0, 0) + Duration.FromMinutes(chance.Next(15 * 24 * 60));
        var kind = entries.Count < 15 ? 0 : chance.Next(3);
        if (kind == 0) Pull.Service.Fill(start, 1 + chance.Next(4), Duration.FromHours(1));
        else if (kind == 1) Pull.Service.Remove(entries[chance.Next(entries.Count)].Id);
        else Pull.Service.Put(entries[chance.Next(entries.Count)] with { Start = start, End = start + Duration.FromMinutes(1 + chance.Next(90)) });
    }
}
