using System.Text;
using Daybook.Model;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

public sealed class TimeTrackerPushTroubleTests : IAsyncLifetime
{
    private ATimeTrackerPush _push = null!;

    private TimeTrackerStandIn Service => _push.Service;

    public async ValueTask InitializeAsync() => _push = await ATimeTrackerPush.New();

    public ValueTask DisposeAsync() => _push.DisposeAsync();

    private static Fault OnWrites(Fault fault) => (context, answer) => context.Request.Method == "GET" ? answer() : fault(context, answer);

    /// <summary>Before the first write of a run come the server, the person and the day's entries.</summary>
    private void FirstWrite(Fault fault)
    {
        for (var i = 0; i < 3; i++) Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(OnWrites(fault));
    }

    [Theory]
    [InlineData("lost before")]
    [InlineData("lost after")]
    [InlineData("failed after")]
    [InlineData("half")]
    [InlineData("too fast")]
    [InlineData("stopped before")]
    [InlineData("stopped after")]
    public void Whichever_request_fails_it_ends_with_exactly_the_plan(string how)
    {
        // First they are made; then they are changed, deleted and made.
        foreach (var isChange in (bool[])[false, true])
            for (var k = 0; ; k++)
            {
                Service.Entries.Clear();
                Service.Keys.Clear();
                _push.ForgetPushes();
                _push.Map();
                if (isChange)
                {
                    _push.Do(ATimeTrackerPush.Week);
                    _push.Later();
                    _push.Map(gardenTo: _push.Rest, more: """, "Fixed": [{ "To": "GARDEN", "Length": "0:30" }]""".Replace("GARDEN", _push.Garden, StringComparison.Ordinal));
                }
                Service.Asked.Clear();
                Service.Faults.Clear();
                using var stop = new CancellationTokenSource();
                for (var i = 0; i < k; i++) Service.Faults.Enqueue((_, answer) => answer());
                // What is only read is asked again, five times in all.
                for (var i = 0; i < (how is "too fast" || how.StartsWith("stopped", StringComparison.Ordinal) ? 1 : 5); i++) Service.Faults.Enqueue(Failing(how, stop));
                _push.Daybook.Stop = stop.Token;
                var asked = _push.Run(ATimeTrackerPush.Week);
                var isOver = Service.Asked.Count <= k;
                _push.Daybook.Stop = CancellationToken.None;
                Service.Faults.Clear();
                var runs = 0;
                while (_push.Run(ATimeTrackerPush.Week).Code != ExitCode.Done && ++runs < 6) _push.Later();
                _push.IsAsAllocated(hint: $"request {k}, {(isChange ? "changed" : "new")}: {asked.Error}");
                Service.Asked.Clear();
                _push.Do(ATimeTrackerPush.Week);
                Service.Asked.ShouldBeEmpty();
                if (isOver) break;
            }
    }

    private static Fault Failing(string how, CancellationTokenSource stop) => how switch
    {
        "lost before" => Faulty.Resets,
        "lost after" => Faulty.LosesTheAnswer,
        "failed after" => Faulty.FailsAfterwards(500),
        "half" => Faulty.AnswersHalf,
        "too fast" => Faulty.Status(429, ("Retry-After", "1800")),
        "stopped before" => async (context, _) =>
        {
            await stop.CancelAsync();
            context.Abort();
        }
        ,
        _ => async (context, answer) =>
        {
            await stop.CancelAsync();
            await Faulty.LosesTheAnswer(context, answer);
        }
        ,
    };

    [Fact]
    public void What_was_not_taken_is_asked_again_at_once_under_the_same_key()
    {
        FirstWrite(Faulty.Resets);
        _push.Run(ATimeTrackerPush.Week).Code.ShouldBe(ExitCode.Unavailable);
        _push.States().ShouldBe("2 pending, 1 unknown");
        _push.Later(10);
        _push.Do(ATimeTrackerPush.Week).ShouldContain("3 made");
        _push.IsAsAllocated();
    }

    [Fact]
    public void After_a_day_it_is_missed_twice_first()
    {
        FirstWrite(Faulty.Resets);
        _push.Run("2026-03-02").Code.ShouldBe(ExitCode.Unavailable);
        _push.Later(24 * 3600);
        Service.Asked.Clear();
        _push.Run("2026-03-02").Code.ShouldBe(ExitCode.TryAgain);
        _push.Writes.ShouldBeEmpty();
        _push.Later(61);
        _push.Do("2026-03-02").ShouldContain("2 made");
        _push.IsAsAllocated("2026-03-02");
    }

    [Fact]
    public void What_is_taken_while_nobody_looks_is_not_made_twice_by_asking_again()
    {
        // The first look comes before the entry shows, the request that is under way after it.
        FirstWrite(Faulty.LosesTheAnswer);
        _push.Run("2026-03-02").Code.ShouldBe(ExitCode.Unavailable);
        var hidden = Service.Entries.Single();
        Service.Entries.Clear();
        _push.Later(10);
        FirstWrite((_, answer) =>
        {
            Service.Entries.Add(hidden);
            return answer();
        });
        _push.Do("2026-03-02").ShouldContain("2 made");
        _push.IsAsAllocated("2026-03-02");
    }

    [Fact]
    public void An_old_answer_about_an_entry_that_is_gone_is_not_believed()
    {
        _push.Do(ATimeTrackerPush.Week);
        // The ledger is lost, and so are the entries: the service still says that it made them.
        _push.ForgetPushes();
        Service.Entries.Clear();
        _push.Do(ATimeTrackerPush.Week).ShouldContain("3 made");
        _push.IsAsAllocated();
        _push.ForgetPushes();
        Service.Entries.Clear();
        _push.Do(ATimeTrackerPush.Week).ShouldContain("3 made");
        _push.IsAsAllocated();
    }

    [Fact]
    public void After_a_lost_ledger_entries_are_found_by_their_marks()
    {
        _push.Do(ATimeTrackerPush.Week);
        _push.ForgetPushes();
        Service.Asked.Clear();
        _push.Do(ATimeTrackerPush.Week).ShouldContain("0 made, 0 changed, 0 deleted, 3 found as they should be");
        _push.Writes.ShouldBeEmpty();
        _push.IsAsAllocated();
    }

    [Theory]
    [InlineData(401, ExitCode.NoPermission)]
    [InlineData(403, ExitCode.NoPermission)]
    [InlineData(429, ExitCode.TryAgain)]
    public void Who_is_not_let_in_or_too_fast_stops_and_nothing_is_in_doubt(int status, ExitCode code)
    {
        FirstWrite(Faulty.Status(status));
        _push.Run(ATimeTrackerPush.Week).Code.ShouldBe(code);
        _push.Writes.Count.ShouldBe(1);
        _push.States().ShouldBe("3 pending");
        _push.Do(ATimeTrackerPush.Week).ShouldContain("3 made");
        _push.IsAsAllocated();
    }

    [Fact]
    public void A_key_of_another_account_pushes_nothing()
    {
        _push.Do(ATimeTrackerPush.Week);
        Service.User = 8;
        _push.Track(4, "web 1:00");
        var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Configuration), r => r.error.ShouldContain("another account"));
    }

    [Fact]
    public void However_answers_are_lost_each_entry_stands_there_once()
    {
        const int Trials = 50, MostRuns = 60;
        _push.Track(4, "garden 2:00", "web 0:30");
        string[] targets = [_push.Garden, _push.Web, _push.Rest];
        for (var seed = 0; seed < Trials; seed++)
        {
            var random = new Random(seed);
            _push.ForgetPushes();
            Service.Entries.Clear();
            Service.Keys.Clear();
            var (runs, said) = (0, "");
            for (; runs < MostRuns; runs++)
            {
                // For some runs everything may fail, and the mapping change; then the world is well.
                var isRough = runs < 6;
                if (isRough && random.Next(3) == 0) _push.Map(targets[random.Next(3)], webTo: targets[random.Next(3)]);
                Service.Faults.Clear();
                using var kill = new CancellationTokenSource();
                _push.Daybook.Stop = kill.Token;
                for (var i = 0; isRough && i < 30; i++) Service.Faults.Enqueue(Rough(random, kill));
                var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
                (code is ExitCode.Done or ExitCode.PartlyDone or ExitCode.Unavailable or ExitCode.TryAgain or ExitCode.Protocol or ExitCode.Interrupted or ExitCode.Stopped).ShouldBeTrue($"seed {seed}: {code} {error}");
                Service.Entries.Select(e => PushKey.MarksIn(e.Notes).Single()).ShouldBeUnique();
                said = error;
                if (code == ExitCode.Done && !isRough) break;
                _push.Later(random.Next(20, 100));
            }
            runs.ShouldBeLessThan(MostRuns, $"seed {seed}: {said}");
            _push.IsAsAllocated(hint: $"seed {seed}");
            Service.Asked.Clear();
            _push.Daybook.Stop = CancellationToken.None;
            _push.Do(ATimeTrackerPush.Week);
            _push.Writes.ShouldBeEmpty($"seed {seed}");
        }
    }

    private static Fault Rough(Random random, CancellationTokenSource kill) => random.Next(12) switch
    {
        0 => OnWrites(Faulty.LosesTheAnswer),
        1 => OnWrites(Faulty.Resets),
        2 => OnWrites(Faulty.FailsAfterwards(500)),
        3 => OnWrites(Faulty.Status(502)),
        4 => OnWrites(Faulty.AnswersHalf),
        5 => Faulty.Status(429),
        6 => OnWrites(Failing("stopped after", kill)),
        7 => OnWrites(Failing("stopped before", kill)),
        _ => (_, answer) => answer(),
    };

    [Fact]
    public void The_key_stands_nowhere_that_is_said_or_kept()
    {
        var inBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(StandIn.Key));
        FirstWrite(Faulty.Answers($"{{\"error\":\"the key {StandIn.Key} is not liked\"}}", status: 400));
        _push.Run(ATimeTrackerPush.Week, "--verbose");
        FirstWrite(Faulty.Answers($"{{\"time_entry\":\"{inBase64}\"}}", status: 201));
        _push.Run(ATimeTrackerPush.Week, "--json");
        _push.Later(10);
        _push.Do(ATimeTrackerPush.Week);
        foreach (var key in (string[])["CANARY", inBase64])
        {
            _push.Printed.ToString().ShouldNotContain(key);
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_push.Daybook.LedgerPath)!, "*", SearchOption.AllDirectories))
                Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain(key, customMessage: file);
        }
    }
}
