using System.Text;
using Daybook.Store;
using Daybook.Tests.Docs;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>Reminders through the whole program, with files in place of a mail server. The clock is at four in the afternoon in Berlin on Tuesday, 2026-03-03.</summary>
public sealed class RemindCommandTests : IDisposable
{
    private const string NothingLogged = """{ "Kind": "nothing-logged", "At": "16:00" }""";
    private const string NotClosed = """{ "Kind": "not-closed", "At": "09:00" }""";
    private const string GoalAtRisk = """{ "Kind": "goal-at-risk", "At": "12:00" }""";
    private const string Told = "remind/nothing-logged/2026-03-03/ada@example.org";

    private readonly ADaybook _daybook = new() { Now = "2026-03-03T15:00:00Z" };

    public RemindCommandTests()
    {
        Configure(NothingLogged);
        _daybook.Do("add", "2026-03-02", "8:00", "--project", "harbour");
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void It_is_told_once_however_often_it_is_asked_and_wherever_the_clock_is_put()
    {
        _daybook.Do("remind").ShouldBe($"sent 1 ({Told})\n");
        _daybook.Do("remind").ShouldBe($"nothing is sent: 1 ({Told}) is sent; nobody is reminded twice\n");
        _daybook.Do("run").ShouldNotContain(Told);
        foreach (var (now, said) in new[] { ("14:59", "no reminder is due\n"), ("15:00", $"nothing is sent: 1 ({Told}) is sent; nobody is reminded twice\n"), ("22:59", $"nothing is sent: 1 ({Told}) is sent; nobody is reminded twice\n") })
        {
            _daybook.Now = $"2026-03-03T{now}:00Z";
            _daybook.Do("remind").ShouldBe(said);
        }
        _daybook.Now = "2026-03-04T15:00:00Z";
        _daybook.Do("remind").ShouldBe("sent 2 (remind/nothing-logged/2026-03-04/ada@example.org)\n");
        Mails().Count.ShouldBe(2);
        Files().Count.ShouldBe(2);
        _daybook.Do("check");
    }

    [Fact]
    public void A_round_tells_it_too_and_once()
    {
        _daybook.Do("run").ShouldContain($"sent 1 ({Told})\n");
        _daybook.Do("run").ShouldNotContain(Told);
        _daybook.Do("remind").ShouldStartWith("nothing is sent: 1 ");
        Mails().Keys.ShouldBe([Told]);
    }

    [Fact]
    public void A_round_that_sends_digests_sends_reminders_with_them()
    {
        Configure(NothingLogged, """, "Recipients": [{ "To": "boss@example.org" }]""");
        _daybook.Now = "2026-03-09T15:00:00Z";
        _daybook.Do("run").ShouldContain("sent 1 (week/2026-W10/boss@example.org)\nsent 2 (remind/nothing-logged/2026-03-09/ada@example.org)\n");
        Mails().Count.ShouldBe(2);
    }

    [Fact]
    public void What_waits_of_other_mails_is_left_to_those_who_send_them()
    {
        Configure(NothingLogged, """, "Recipients": [{ "To": "boss@example.org" }]""");
        _daybook.Now = "2026-03-09T15:00:00Z";
        _daybook.Do("digest", "2026-W10", "--send");
        _daybook.Damage("update outbox set state = 'pending', sent_at_us = null");
        _daybook.Do("remind").ShouldBe("sent 2 (remind/nothing-logged/2026-03-09/ada@example.org)\n");
        _daybook.Number("select count(*) from outbox where state = 'pending'").ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_said_of_a_day_that_has_time_or_is_having_it()
    {
        _daybook.Do("add", "2026-03-03", "09:00-09:29", "--project", "harbour");
        _daybook.Do("remind", "--dry-run").ShouldBe($"would send {Told} by {_daybook.File("digests")}\n");
        _daybook.Do("start", "--project", "harbour");
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        _daybook.Now = "2026-03-03T15:01:00Z";
        _daybook.Do("stop");
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        Mails().ShouldBeEmpty();
    }

    [Fact]
    public void Each_has_a_mail_of_their_own_at_their_hour_in_their_language()
    {
        Configure("""
            { "Kind": "nothing-logged", "At": "16:00" },
            { "Kind": "nothing-logged", "At": "11:00", "LessThan": "2:00", "To": "Zoë <zoe@example.org>", "Language": "de", "Hours": "words", "Zone": "America/New_York" }
            """);
        _daybook.Do("remind").ShouldBe($"sent 1 ({Told})\n");
        _daybook.Now = "2026-03-03T15:59:00Z";
        _daybook.Do("remind").ShouldStartWith("nothing is sent: 1 ");
        _daybook.Now = "2026-03-03T16:00:00Z"; // eleven in New York
        _daybook.Do("remind").ShouldContain("sent 2 (remind/nothing-logged/2026-03-03/zoe@example.org)\n");
        var (ada, zoe) = (Mails()[Told], Mails()["remind/nothing-logged/2026-03-03/zoe@example.org"]);
        ada.ShouldContain("Subject: Log your time: 0:00 so far");
        ada.ShouldContain("So far 0:00 is logged today, less than 0:30.");
        zoe.ShouldContain("Subject: Zeit erfassen: bisher 0 min");
        zoe.ShouldContain("Heute ist weniger als 2 h erfasst");
        zoe.ShouldContain("daybook add 2026-03-03 09:00-12:30");
    }

    [Fact]
    public void A_rehearsal_says_what_is_due_and_keeps_and_sends_nothing()
    {
        _daybook.Do("report", "day", "2026-03-03"); // so that nothing is left to be worked out
        var before = _daybook.Dump();
        var files = Listing();
        _daybook.Do("remind", "--dry-run").ShouldBe($"would send {Told} by {_daybook.File("digests")}\n");
        _daybook.Json("remind", "--dry-run", "--json").GetProperty("mails")[0].GetProperty("key").GetString().ShouldBe(Told);
        _daybook.Do("run", "--dry-run").ShouldContain($"would send {Told} by ");
        _daybook.Dump().ShouldBe(before);
        Listing().ShouldBe(files);
        _daybook.Do("remind").ShouldBe($"sent 1 ({Told})\n");
        _daybook.Do("remind", "--dry-run").ShouldStartWith("nothing is sent: 1 ");
    }

    [Fact]
    public void Programs_get_what_became_of_them()
    {
        var sent = _daybook.Json("remind", "--json");
        (sent.GetProperty("mails")[0].GetProperty("state").GetString(), sent.GetProperty("exit_code").GetInt32()).ShouldBe(("sent", 0));
        _daybook.Json("remind", "--json").GetProperty("mails").GetArrayLength().ShouldBe(0);
        _daybook.Run("outbox", "retry", "1").Error.ShouldEndWith("it was sent, and nobody is reminded twice\n");
    }

    [Fact]
    public void A_day_that_begins_at_four_is_still_the_same_at_one()
    {
        Configure(NothingLogged, """, "DayStarts": [{ "At": "04:00" }]""");
        _daybook.Now = "2026-03-04T00:00:00Z";
        _daybook.Do("remind").ShouldBe($"sent 1 ({Told})\n");
        _daybook.Now = "2026-03-04T03:00:00Z"; // four
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
    }

    /// <summary>Good Friday of 2026 is 3 April.</summary>
    [Fact]
    public void Nobody_is_reminded_on_a_holiday_or_a_weekend()
    {
        foreach (var (region, now, isDue) in new[] { ("DE-BY", "2026-04-02", true), ("DE-BY", "2026-04-03", false), ("US", "2026-04-03", true), ("DE-BY", "2026-04-04", false) })
        {
            Configure(NothingLogged, $""", "Region": "{region}" """);
            _daybook.Now = $"{now}T15:00:00Z";
            _daybook.Do("remind", "--dry-run").StartsWith("would send", StringComparison.Ordinal).ShouldBe(isDue, $"{region} {now}");
        }
    }

    /// <summary>Vacation is credited, overtime taken is paid by the balance: neither takes off what should be worked, and still nobody works.</summary>
    [Theory]
    [InlineData("vacation", false)]
    [InlineData("sick", false)]
    [InlineData("other", false)]
    [InlineData("overtime", false)]
    [InlineData("vacation --half", true)]
    [InlineData("", true)]
    public void Nobody_is_reminded_on_a_day_off_of_the_account(string mark, bool isDue)
    {
        _daybook.Do("contract", "add", "--from", "2026-02-02", "--weekdays", "8,8,8,8,0,4,0", "--region", "DE-BY");
        if (mark.Length > 0) _daybook.Do(["mark", "2026-03-03", .. mark.Split(' ')]);
        IsDue("2026-03-03").ShouldBe(isDue);
        // By the contract Friday is free and Saturday is not, whatever is usual; Good Friday and the Saturday before Easter likewise.
        (IsDue("2026-03-06"), IsDue("2026-03-07")).ShouldBe((false, true));
        (IsDue("2026-04-06"), IsDue("2026-04-07")).ShouldBe((false, true)); // Easter Monday

        bool IsDue(string date)
        {
            _daybook.Now = $"{date}T15:00:00Z";
            return _daybook.Do("remind", "--dry-run").StartsWith("would send", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Days_that_are_open_are_told_together_once_a_day()
    {
        Configure(NotClosed);
        _daybook.Do("contract", "add", "--from", "2026-02-23", "--hours", "40");
        _daybook.Do("remind").ShouldBe("no reminder is due\n"); // nothing was ever closed
        _daybook.Do("close", "--through", "2026-02-27");
        _daybook.Do("remind").ShouldBe("sent 1 (remind/not-closed/2026-03-02/ada@example.org)\n");
        _daybook.Do("remind").ShouldStartWith("nothing is sent: 1 ");
        var mail = Mails()["remind/not-closed/2026-03-02/ada@example.org"];
        mail.ShouldContain("3 days are over and not closed yet.");
        mail.ShouldContain("28 February to 2 March 2026");
        mail.ShouldContain("daybook close --through 2026-03-02");
        _daybook.Now = "2026-03-04T08:00:00Z"; // nine
        _daybook.Do("remind").ShouldBe("sent 2 (remind/not-closed/2026-03-03/ada@example.org)\n");
        _daybook.Do("close");
        _daybook.Now = "2026-03-05T07:59:00Z";
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        _daybook.Do("close");
        _daybook.Now = "2026-03-05T08:00:00Z";
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
    }

    [Fact]
    public void A_goal_is_told_of_once_a_week_and_each_by_itself()
    {
        Configure(GoalAtRisk, """, "Goals": [{ "HoursAWeek": 40 }, { "Project": "the letters", "HoursAWeek": 7, "ExcludeWeekends": true }, { "Project": "harbour", "HoursAWeek": 8 }]""");
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        _daybook.Now = "2026-03-05T11:00:00Z"; // Thursday noon: two days left for letters, four for the rest
        _daybook.Do("remind").ShouldBe("sent 1 (remind/goal-at-risk/the letters/2026-W10/ada@example.org)\n");
        _daybook.Now = "2026-03-06T11:00:00Z";
        _daybook.Do("remind").ShouldBe("nothing is sent: 1 (remind/goal-at-risk/the letters/2026-W10/ada@example.org) is sent; nobody is reminded twice\nsent 2 (remind/goal-at-risk/2026-W10/ada@example.org)\n");
        Mails()["remind/goal-at-risk/the letters/2026-W10/ada@example.org"].ShouldContain("daybook start --project 'the letters'");
        _daybook.Now = "2026-03-12T11:00:00Z";
        _daybook.Do("remind");
        Mails().Keys.Count(k => k == "remind/goal-at-risk/the letters/2026-W11/ada@example.org").ShouldBe(1);
    }

    [Fact]
    public void Without_reminders_it_says_where_they_are_set()
    {
        Configure("");
        _daybook.Do("remind").ShouldBe("no reminders are set; Reminders in the settings name some: docs/reminders.md\n");
        File.Delete(_daybook.LedgerPath);
        _daybook.Run("remind").Code.ShouldBe(ExitCode.NoInput);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Fact]
    public void Of_somebody_the_ledger_does_not_know_there_is_nothing_to_say()
    {
        Configure(NothingLogged, """, "Person": "zoe" """);
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
    }

    [Theory]
    [InlineData("""{ "Kind": "noting-logged", "At": "16:00" }""", "Reminders: 'noting-logged' is no kind of reminder\n    Did you mean 'nothing-logged'?")]
    [InlineData("""{ "Kind": "lunch", "At": "16:00" }""", "Reminders: 'lunch' is no kind of reminder\n    There are budget, goal-at-risk, not-closed, nothing-logged.")]
    [InlineData("""{ "Kind": "not-closed", "At": "4 pm" }""", "Reminders: '4 pm' is no clock time\n    Write it like 16:00.")]
    [InlineData("""{ "Kind": "not-closed", "At": "24:00" }""", "Reminders: '24:00' is no clock time\n    ")]
    [InlineData("""{ "Kind": "not-closed" }""", "'Reminders.At' is missing")]
    [InlineData("""{ "At": "16:00" }""", "'Reminders.Kind' is missing")]
    [InlineData("""{ "Kind": "not-closed", "At": "16:00", "LessThan": "0:30" }""", "Reminders: 'not-closed' knows no LessThan\n    It is for nothing-logged: leave it out.")]
    [InlineData("""{ "Kind": "goal-at-risk", "At": "16:00", "Days": "mon" }""", "Reminders: 'goal-at-risk' knows no Days\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "Days": "monkey" }""", "Reminders: 'monkey' is no list of days\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "LessThan": "0:00" }""", "Reminders: '0:00' is not a length within a day\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "LessThan": "soon" }""", "Reminders: 'soon' is not a length within a day\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "Zone": "Mars" }""", "Reminders: 'Mars' is not a zone\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "To": "nobody" }""", "Reminders: 'nobody' is no address\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00", "Language": "xx" }""", "there are no texts in 'xx'\n    ")]
    [InlineData("""{ "Kind": "nothing-logged", "At": "16:00" }, { "Kind": "nothing-logged", "At": "18:00", "To": "ADA@example.org" }""", "Reminders: two reminders 'nothing-logged' are for ada@example.org\n    ")]
    [InlineData("null", "an entry of 'Reminders' is null\n    ")]
    public void Settings_that_cannot_be_are_refused_with_their_place_and_a_way_out(string reminders, string said)
    {
        Configure(reminders);
        var (code, output, error) = _daybook.Run("remind");
        (code, output).ShouldBe((ExitCode.Configuration, ""));
        error.ShouldStartWith($"daybook: {_daybook.ConfigPath}:");
        error.ShouldContain(said);
    }

    [Fact]
    public void The_example_on_the_page_is_the_sample() =>
        string.Join('\n', DocPages.Blocks("docs/reminders.md").Single(b => b.Language == "json").Lines)
            .ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "samples/reminders/appsettings.json")).ReplaceLineEndings("\n").TrimEnd());

    private void Configure(string reminders, string more = "") => _daybook.Configure(
        $$"""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Mail": { "From": "daybook@example.org", "To": "ada@example.org" }, "Reminders": [{{reminders}}]{{more}} }""");

    /// <summary>Without what says who is writing.</summary>
    private IEnumerable<string> Listing() => _daybook.Listing().Where(line => !line.StartsWith("ledger.db.lock ", StringComparison.Ordinal) && !line.StartsWith("ledger.db-journal ", StringComparison.Ordinal)).ToList();

    private IReadOnlyList<string> Files() => Directory.GetFiles(_daybook.File("digests"), "mail-*.eml");

    /// <summary>By key, decoded as far as a reader of the test needs it.</summary>
    private Dictionary<string, string> Mails()
    {
        using var ledger = Ledger.OpenForReading(_daybook.LedgerPath);
        return ledger.Outbox.All().ToDictionary(m => m.Key.ToString(), m => $"Subject: {m.Subject}\n" + string.Join(' ', Encoding.ASCII.GetString(ledger.Outbox.Body(m.Id)).Replace("=\r\n", "", StringComparison.Ordinal).Split("\r\n")));
    }
}
