using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Contracts from the command line: what is taken in, and what is refused with a way out and nothing changed.</summary>
public sealed class ContractCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public ContractCommandTests() => _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }] }""");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_contract_is_added_and_ends_the_one_before()
    {
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--region", "de-by", "--vacation", "30 days").ShouldBe("added contract from 2026-01-01, 40:00 a week [0001]\n");
        _daybook.Do("contract", "add", "--from", "2026-07-01", "--hours", "30:30", "--days", "mon-thu", "--policy", "weekly-cap", "--opening", "-3:30").ShouldBe("""
            note: the contract from 2026-01-01 ends on 2026-06-30
            added contract from 2026-07-01, 30:30 a week [0002]

            """.ReplaceLineEndings("\n"));
        _daybook.Do("contract", "end", "2026-12-31").ShouldBe("ended contract from 2026-07-01 to 2026-12-31, 30:30 a week [0002]\n");
        _daybook.Do("contract", "list").ShouldBe("""
            0001  2026-01-01  2026-06-30  40:00 a week  daybook  DE-BY, 30 days of vacation
            0002  2026-07-01  2026-12-31  30:30 a week  daybook  opens at -3:30, weekly-cap

            """.ReplaceLineEndings("\n"));
        _daybook.Do("contract", "drop", "0002").ShouldBe("dropped contract from 2026-07-01 to 2026-12-31, 30:30 a week [0002]\n");
        _daybook.Do("contract", "list").ShouldBe("0001  2026-01-01  open  40:00 a week  daybook  DE-BY, 30 days of vacation\n");
        _daybook.Do("import", "undo", "4");
        _daybook.Do("contract", "list").ShouldContain("2026-12-31");
    }

    [Theory]
    [InlineData("--hours 38:30", "38:30 a week")]
    [InlineData("--hours 7:42 --per day", "38:30 a week")]
    [InlineData("--hours 160 --per month", "160:00 a month")]
    [InlineData("--hours 160 --per month --days mon,tue", "160:00 a month")]
    [InlineData("--hours 6 --per day --days sat-mon", "18:00 a week")]
    [InlineData("--weekdays 8,8,8,8,6:30,0,0", "38:30 a week")]
    [InlineData("--weekdays 8,8,8,8,8,0,0 --weekdays 4,4,4,4,4,0,0", "40:00 and 20:00 a week, by turns")]
    public void Hours_are_said_in_several_ways(string options, string shown) =>
        _daybook.Do(["contract", "add", "--from", "2026-01-01", .. options.Split(' ')]).ShouldBe($"added contract from 2026-01-01, {shown} [0001]\n");

    [Fact]
    public void All_that_a_contract_can_say_is_kept_and_handed_out()
    {
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--until", "2026-12-31", "--hours", "40", "--first-weekday", "sun", "--zone", "Europe/Vienna", "--day-start", "04:00", "--policy", "wotra", "--lookup", "closing",
            "--worked", "sum", "--weight", "night 22:00-06:00 125", "--weight", "sunday 150", "--cap", "40:00 month", "--expiry", "03-31", "--vacation", "231:00 hours", "--vacation-until", "03-31", "--region", "DE-BY",
            "--effect", "vacation=reduces", "--effect", "sick=fills", "--note", "full time");
        var file = _daybook.Write("contracts.json", _daybook.Do("contract", "list", "--json"));
        var contract = _daybook.Json("contract", "list", "--json").GetProperty("contracts")[0];
        contract.GetProperty("weights")[0].GetRawText().ShouldBe("""{"on":"night","percent":125,"from":"22:00","to":"06:00"}""");
        contract.GetProperty("first_weekday").GetString().ShouldBe("sunday");
        contract.GetProperty("effects").GetRawText().ShouldBe("""{"vacation":"reduces","sick":"fills"}""");
        using var other = new ADaybook();
        other.Do("import", file);
        other.Do("contract", "list", "--json").ShouldBe(_daybook.Do("contract", "list", "--json"));
    }

    [Theory]
    [InlineData("add --from 2026-01-01 --hours 20", "daybook: there is a contract from 2026-01-01 already: contract from 2026-01-01 to 2026-06-30, 40:00 a week [0001]. Take it back first: daybook contract drop 0001")]
    [InlineData("add --from 2026-06-30 --hours 20", "daybook: the contract from 2026-01-01 ends on 2026-06-30, after the next has begun on 2026-06-30. Contracts never overlap:")]
    [InlineData("add --from 2025-01-01 --until 2026-01-01 --hours 20", "daybook: the contract from 2025-01-01 ends on 2026-01-01, after the next has begun on 2026-01-01. Contracts never overlap:")]
    [InlineData("add --from 2026-08-01 --until 2026-07-01 --hours 20", "daybook: it ends on 2026-07-01, before it begins")]
    [InlineData("add --from 2026-08-01 --hours 20 --cap 40:00+week", "daybook: '40:00+week' is not a length")]
    [InlineData("add --from 2026-08-01 --hours 20 --zone Mars/Olympus", "daybook: 'Mars/Olympus' is not a zone")]
    [InlineData("add --from 2026-08-01 --hours 200 --per day", "daybook: 'hours' is 200:00, more than 24:00")]
    [InlineData("end 2026-07-01", "daybook: no contract made by hand is in force on 2026-07-01")]
    [InlineData("drop 9999", "daybook: no contract made by hand has an id that begins or ends with '9999'. The latest are:")]
    public void What_would_overlap_or_makes_no_sense_is_refused(string line, string error)
    {
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--until", "2026-06-30", "--hours", "40");
        var before = Files();
        var (code, _, said) = _daybook.Run(["contract", .. line.Split(' ')]);
        code.ShouldBe(ExitCode.BadData);
        said.ShouldStartWith(error);
        Files().ShouldBe(before);
    }

    [Theory]
    [InlineData("add --from soon --hours 40", "--from: 'soon' is not a date")]
    [InlineData("add --from 2026-01-01", "say either --hours or --weekdays")]
    [InlineData("add --from 2026-01-01 --hours 40 --weekdays 8,8,8,8,8,0,0", "say either --hours or --weekdays")]
    [InlineData("add --from 2026-01-01 --weekdays 8,8", "--weekdays: '8,8' is not seven lengths from Monday on")]
    [InlineData("add --from 2026-01-01 --hours 40 --days mon-someday", "--days: 'mon-someday' is not a list of days")]
    [InlineData("add --from 2026-01-01 --hours 40 --policy mine", "--policy: 'mine' is not known; known are balance, wotra")]
    [InlineData("add --from 2026-01-01 --hours 40 --region DE-XX", "--region: 'DE-XX' is no region of DE that is known. Known are DE-BB")]
    [InlineData("add --from 2026-01-01 --hours 40 --vacation 30", "--vacation: '30' is neither days nor hours")]
    [InlineData("add --from 2026-01-01 --hours 40 --weight sunday", "--weight: 'sunday' is not a weight")]
    [InlineData("add --from 2026-01-01 --hours 40 --effect sick", "--effect: 'sick' is not a kind and what it does")]
    [InlineData("add --from 2026-01-01 --hours forty", "--hours: 'forty' is not a length")]
    public void What_cannot_be_read_says_how_to_write_it(string line, string error)
    {
        var (code, _, said) = _daybook.Run(["contract", .. line.Split(' ')]);
        code.ShouldBe(ExitCode.Usage);
        said.ShouldContain(error);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Fact]
    public void A_rehearsal_changes_nothing()
    {
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--dry-run").ShouldBe("would be added contract from 2026-01-01, 40:00 a week [0001]\n");
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Fact]
    public void A_preview_shows_what_would_change_and_changes_nothing()
    {
        _daybook.Do("contract", "add", "--from", "2026-08-03", "--hours", "40");
        _daybook.Do("add", "2026-08-03", "09:00-19:00");
        var before = _daybook.Dump();
        _daybook.Do("contract", "preview", "--from", "2026-08-31", "--hours", "20", "--through", "2026-09-04").ShouldBe("""
            note: the contract from 2026-08-03 ends on 2026-08-30
            month    planned  would be  balance  would be  change
            2026-08   168:00    164:00  -158:00   -154:00   +4:00
            2026-09    32:00     16:00   -32:00    -16:00  +16:00
            in all until 2026-09-04: the balance of -190:00 would be -170:00

            """.ReplaceLineEndings("\n"));
        _daybook.Json("contract", "preview", "--from", "2026-08-31", "--hours", "20", "--json").GetProperty("balance_after_us").GetInt64().ShouldBe(-170L * 3_600_000_000);
        _daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void What_is_closed_is_not_changed_by_a_contract()
    {
        _daybook.Do("contract", "add", "--from", "2026-08-03", "--hours", "40");
        _daybook.Do("add", "2026-08-03", "09:00-19:00");
        _daybook.Do("close", "--through", "2026-08-31");
        var (code, _, error) = _daybook.Run("contract", "add", "--from", "2026-08-31", "--hours", "20");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldStartWith("daybook: 2026-08-31 is closed.");
        _daybook.Run("contract", "drop", "last").Code.ShouldBe(ExitCode.BadData);
        var preview = _daybook.Do("contract", "preview", "--from", "2026-08-31", "--hours", "20");
        preview.ShouldContain("note: 2026-08-31 and before are closed and stay as they are\n");
        preview.ShouldNotContain("2026-08  ");
        _daybook.Do("contract", "add", "--from", "2026-09-01", "--hours", "20");
    }

    [Fact]
    public void What_other_sources_say_stands_in_the_list_and_gives_way()
    {
        _daybook.Do("import", Path.Combine(Repository.Root, "samples/wotra/wotra.db"));
        var wotra = _daybook.Do("contract", "list");
        wotra.ShouldContain("a week  wotra");
        _daybook.Do("contract", "add", "--from", "2020-01-01", "--hours", "20");
        _daybook.Do("contract", "list").ShouldBe("0001  2020-01-01  open  20:00 a week  daybook\n");
    }

    // The lock says who held it last.
    private IEnumerable<string> Files() => [.. _daybook.Listing().Where(f => !f.StartsWith("ledger.db.lock", StringComparison.Ordinal))];
}
