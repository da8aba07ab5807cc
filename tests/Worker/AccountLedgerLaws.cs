using System.Text.Json;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Worker;

/// <summary>The account's laws on whole ledgers, through the program: heartbeats, a tracker's table, and terms of three sources.</summary>
public sealed class AccountLedgerLaws
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "UTC"];
    private static readonly string[] Columns = ["planned_us", "should_us", "worked_us", "credited_us", "adjusted_us"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_of_imports_changes_no_open_balance(int seed)
    {
        using var first = new Any(seed).Imported(shuffled: false);
        using var second = new Any(seed).Imported(shuffled: true);
        Account(second).ShouldBe(Account(first));
        // Each file alone, and the account asked for in between.
        using var third = new Any(seed).Imported(shuffled: true, oneByOne: true);
        Account(third).ShouldBe(Account(first));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Days_weeks_and_months_sum_to_the_same_and_days_follow_from_one_another(int seed)
    {
        using var daybook = new Any(seed).Imported(shuffled: false);
        var account = daybook.Json("account", "--format", "json");
        var days = account.GetProperty("days").EnumerateArray().ToList();
        days.Count.ShouldBeGreaterThan(60);
        foreach (var column in Columns)
        {
            var whole = account.GetProperty("total").GetProperty(column).GetInt64();
            foreach (var parts in (string[])["days", "weeks", "months"]) account.GetProperty(parts).EnumerateArray().Sum(p => p.GetProperty(column).GetInt64()).ShouldBe(whole, $"{column} of {parts}");
        }
        for (var i = 1; i < days.Count; i++)
            (days[i].GetProperty("closing_us").GetInt64() - days[i - 1].GetProperty("closing_us").GetInt64()).ShouldBe(days[i].GetProperty("difference_us").GetInt64());
        // What the reports have of a day is what its account has.
        if (!new Any(seed).CountsTwice)
            days.Sum(d => d.GetProperty("worked_us").GetInt64()).ShouldBe(daybook.Worked());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Closing_changes_no_number_and_opening_and_closing_again_works_from_the_same_inputs(int seed)
    {
        var any = new Any(seed);
        using var daybook = any.Imported(shuffled: false);
        var open = Numbers(daybook);
        for (var until = any.First.PlusDays(9); until <= any.Last; until = until.PlusDays(any.Random.Next(1, 40))) daybook.Do("close", "--through", Period.Iso(until));
        Numbers(daybook).ShouldBe(open);
        var inputs = Inputs(daybook);
        var from = any.First.PlusDays(any.Random.Next(9));
        daybook.Do("reopen", Period.Iso(from), "--and-later", "--reason", "a look");
        Numbers(daybook).ShouldBe(open);
        daybook.Do("close", "--through", Period.Iso(any.Last));
        Numbers(daybook).ShouldBe(open);
        Inputs(daybook).Intersect(inputs).Count().ShouldBe(inputs.Count);
        daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void What_comes_late_for_closed_days_makes_the_balance_that_it_had_made_in_time(int seed)
    {
        var any = new Any(seed) { IsPlain = true };
        using var inTime = any.Imported(shuffled: false);
        using var late = new ADaybook { Now = any.Now };
        var files = any.Files(late);
        late.Configure(any.Settings);
        late.Do(["import", .. files[..^2]]);
        late.Do("close", "--through", Period.Iso(any.First.PlusDays(40)));
        late.Run(["import", .. files[^2..]]).Code.ShouldBe(ExitCode.Done);
        Balance(late).ShouldBe(Balance(inTime));
        late.Do("close", "--through", Period.Iso(any.First.PlusDays(50))).ShouldContain("late: ");
        Balance(late).ShouldBe(Balance(inTime));
        late.Do("check").ShouldNotContain("FAILS");

        static long Balance(ADaybook daybook) => daybook.Json("account", "--format", "json").GetProperty("total").GetProperty("closing_us").GetInt64();
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_contract_for_the_future_changes_no_past(int seed)
    {
        var any = new Any(seed);
        using var daybook = any.Imported(shuffled: false);
        var later = Period.Iso(any.First.PlusDays(50));
        var before = Account(daybook, "--to", later);
        var (code, _, error) = daybook.Run("contract", "add", "--from", Period.Iso(any.First.PlusDays(51)), "--hours", "12", "--opening", "100:00");
        code.ShouldBe(ExitCode.Done, error);
        Account(daybook, "--to", later).ShouldBe(before);
    }

    private static string Account(ADaybook daybook, params string[] more) => daybook.Do(["account", "--format", "json", .. more]);

    /// <summary>Every day's columns; what else is told differs between open days and closed ones.</summary>
    private static List<string> Numbers(ADaybook daybook) => [.. daybook.Json("account", "--format", "json").GetProperty("days").EnumerateArray()
        .Select(d => $"{d.GetProperty("date").GetString()} {string.Join(' ', Columns.Select(c => d.GetProperty(c).GetInt64()))} {d.GetProperty("closing_us").GetInt64()} {d.GetProperty("addends").GetRawText()}")];

    private static List<string> Inputs(ADaybook daybook)
    {
        using var ledger = Ledger.OpenForReading(daybook.LedgerPath);
        return [.. ledger.Closings.Chain(1).Where(r => r.ReopenedBy is null && r.Said.Kind == ClosingKind.Day).Select(r => $"{r.Said.First} {Convert.ToHexString(r.Said.Inputs)}")];
    }

    /// <summary>Ten weeks around the change of clocks in spring 2026.</summary>
    private sealed class Any(int seed)
    {
        private readonly string _zone = Zones[seed % Zones.Length];

        public Random Random { get; } = new(seed);

        /// <summary>Where what a day earns does not depend on other days, and the zone never changes.</summary>
        public bool IsPlain { get; init; }

        public bool CountsTwice => seed % 3 == 0;

        public LocalDate First { get; } = new(2026, 2, 23);

        public LocalDate Last { get; } = new(2026, 5, 3);

        public string Now => "2026-05-10T12:00:00Z";

        /// <summary>Half of them have a zone that changes within the time, a third days that begin at four.</summary>
        public string Settings => (seed % 2, IsPlain) switch
        {
            (0, false) => $$"""{ "Zones": [{ "Zone": "{{_zone}}" }, { "From": "2026-03-30", "Zone": "{{Zones[(seed + 2) % Zones.Length]}}" }]{{Starts}} }""",
            _ => $$"""{ "Zones": [{ "Zone": "{{_zone}}" }]{{Starts}} }""",
        };

        private string Starts => seed % 3 == 1 ? """, "DayStarts": [{ "At": "04:00" }]""" : "";

        public ADaybook Imported(bool shuffled, bool oneByOne = false)
        {
            var daybook = new ADaybook { Now = Now };
            daybook.Configure(Settings);
            var files = Files(daybook);
            if (shuffled) new Random(seed + 100).Shuffle(files);
            if (!oneByOne) daybook.Run(["import", .. files]).Code.ShouldBe(ExitCode.Done);
            else
                foreach (var file in files)
                {
                    daybook.Run("import", file).Code.ShouldBe(ExitCode.Done);
                    daybook.Run("account");
                }
            return daybook;
        }

        /// <summary>The last two are time and time off; what they are named by is the same in every folder.</summary>
        public string[] Files(ADaybook daybook)
        {
            var random = new Random(seed);
            return
            [
                daybook.Write("terms.json", Terms(random)),
                daybook.Write("beats.json", new AnAccount(_zone).Export(AnAccount.Random(random, bursts: 20))),
                daybook.Write("more-terms.json", JsonSerializer.Serialize(new { daybook = 1, adjustments = Enumerable.Range(0, 3).Select(i => new { id = $"m{i}", date = Day(random), delta = Length(random), note = "more" }) })),
                daybook.Write("off.csv", $"date,until,kind,half,note\n{string.Concat(Enumerable.Range(0, 6).Select(i => Off(random, i)))}"),
                daybook.Write("toggl.csv", Toggl(random)),
            ];
        }

        private string Terms(Random random)
        {
            var contract = new Dictionary<string, object>
            {
                ["id"] = "c1",
                ["from"] = Period.Iso(First),
                ["hours"] = (string[])["8:00", "7:30", "8:00", "0:20", "6:00", "0:00", seed % 5 == 0 ? "1:00" : "0:00"],
                ["worked"] = CountsTwice ? "sum" : "timeline",
                ["opening"] = "-3:30",
            };
            if (!IsPlain)
            {
                contract["policy"] = ((string[])["balance", "wotra", "daily-cap", "weekly-cap"])[seed % 4];
                contract["until"] = Period.Iso(First.PlusDays(45));
                contract["weights"] = (object[])[new { on = "sunday", percent = 150 }, new { on = "night", from = "22:00", to = "05:00", percent = 125 }];
                contract["cap"] = "10:00";
                contract["cap_at"] = "month";
            }
            else contract["effects"] = new Dictionary<string, string> { ["sick"] = "fills", ["vacation"] = "reduces" };
            return JsonSerializer.Serialize(new
            {
                daybook = 1,
                contracts = IsPlain ? [contract] : (object[])[contract, new { id = "c2", from = Period.Iso(First.PlusDays(46)), hours = (string[])["6:00", "6:00", "6:00", "6:00", "0:00", "0:00", "0:00"], region = "DE-BY" }],
                absences = Enumerable.Range(0, 5).Select(i => new { id = $"a{i}", date = Day(random), kind = ((string[])["vacation", "sick", "overtime", "other", "holiday"])[i], half_first = random.Next(2) == 0 }),
                adjustments = Enumerable.Range(0, 4).Select(i => new { id = $"b{i}", date = Day(random), delta = Length(random), note = "because" }),
            });
        }

        private string Off(Random random, int i)
        {
            var from = First.PlusDays(random.Next(60));
            var until = i < 3 ? from : from.PlusDays(random.Next(4));
            return $"{Period.Iso(from)},{Period.Iso(until)},{((string[])["vacation", "sick", "overtime"])[i % 3]},{(i == 0 ? "yes" : "")},away {i}\n";
        }

        private string Toggl(Random random) => "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"
            + string.Concat(Enumerable.Range(0, 60).Select(_ => (Date: Day(random), Hour: random.Next(5, 23)))
                .Select(e => $"ada,ada@example.org,,letters,,,No,{e.Date},{e.Hour:00}:{random.Next(60):00}:00,{e.Date},23:{random.Next(60):00}:{random.Next(60):00},,,\n"));

        private string Day(Random random) => Period.Iso(First.PlusDays(random.Next(65)));

        private static string Length(Random random) => $"{(random.Next(2) == 0 ? "+" : "-")}{random.Next(9)}:{random.Next(60):00}";
    }
}
