using System.Text;
using Daybook.Store;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>Shares of a budget told by mail, through the whole program: ten hours of harbour each month, at the end of March.</summary>
public sealed class RemindBudgetTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-03-30T15:00:00Z" };

    public RemindBudgetTests() => Configure("\"Hours\": 10, \"Each\": \"month\"");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_share_is_told_once_the_next_one_when_it_is_reached_and_all_anew_for_a_new_month()
    {
        Add("2026-03-02 7:59");
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        Add("2026-03-03 0:01");
        _daybook.Do("remind").ShouldBe($"sent 1 ({Key("80 % of 10:00 from 2026-03-01 to 2026-03-31")})\n");
        Quiet(1);
        _daybook.Now = "2026-03-31T15:00:00Z";
        Quiet(1);
        Add("2026-03-31 3:00");
        _daybook.Do("remind").ShouldBe($"sent 2 ({Key("105 % of 10:00 from 2026-03-01 to 2026-03-31")})\n"); // and not that of 100 % as well
        Quiet(2);
        _daybook.Now = "2026-04-01T15:00:00Z";
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        Add("2026-04-01 10:00");
        _daybook.Do("run").ShouldContain($"sent 3 ({Key("100 % of 10:00 from 2026-04-01 to 2026-04-30")})\n");
        _daybook.Do("run").ShouldNotContain("sent");
        Mails().Count.ShouldBe(3);
        _daybook.Do("check");
    }

    [Fact]
    public void Late_time_that_moves_the_day_tells_nothing_and_another_size_does()
    {
        Add("2026-03-20 8:00");
        _daybook.Do("remind").ShouldStartWith("sent 1 ");
        Add("2026-03-02 1:00");
        Quiet(1);
        Configure("\"Hours\": 11, \"Each\": \"month\"");
        _daybook.Do("remind").ShouldBe($"sent 2 ({Key("80 % of 11:00 from 2026-03-01 to 2026-03-31")})\n");
        Configure("\"Amount\": 900, \"Each\": \"month\"");
        _daybook.Do("remind").ShouldBe($"sent 3 ({Key("80 % of 900 EUR from 2026-03-01 to 2026-03-31")})\n");
        Configure("\"Amount\": 899.50, \"Each\": \"month\"");
        _daybook.Do("remind").ShouldBe($"sent 4 ({Key("80 % of 899.5 EUR from 2026-03-01 to 2026-03-31")})\n");
        Configure("\"Hours\": 10, \"Each\": \"month\"");
        Quiet(1);
    }

    [Fact]
    public void Its_mail_says_how_much_of_what_is_used()
    {
        Add("2026-03-02 8:00");
        _daybook.Do("remind");
        var mail = Mails().Values.Single();
        mail.ShouldContain("Subject: Budget of harbour: 8:00 used");
        mail.ShouldContain("80 % of the budget are reached: 8:00 of 10:00 are used, 2:00 are left.");
        mail.ShouldContain("daybook report billing 2026-03");
    }

    [Fact]
    public void Nothing_is_told_without_the_reminder_or_without_a_budget()
    {
        Add("2026-03-02 20:00");
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Reminders": [{ "Kind": "budget", "At": "09:00", "To": "ada@example.org" }] }""");
        _daybook.Do("remind").ShouldBe("no reminder is due\n");
        Configure("\"Hours\": 10", reminders: "");
        _daybook.Run("remind").Output.ShouldNotContain("sent");
    }

    private void Quiet(int mail) => _daybook.Do("remind").ShouldStartWith($"nothing is sent: {mail} ");

    private void Add(string row) => _daybook.Do(["add", .. row.Split(' '), "--project", "harbour"]);

    private static string Key(string about) => $"remind/budget/harbour/{about}/ada@example.org";

    private void Configure(string budget, string reminders = """{ "Kind": "budget", "At": "09:00" }""") => _daybook.Configure(
        $$"""{ "Zones": [{ "Zone": "UTC" }], "Mail": { "From": "daybook@example.org", "To": "ada@example.org" }, "Reminders": [{{reminders}}], "Money": { "Currency": "EUR", "Rates": [{ "Hour": 80 }], "Budgets": [{ "Project": "harbour", {{budget}} }] } }""");

    private Dictionary<string, string> Mails()
    {
        using var ledger = Ledger.OpenForReading(_daybook.LedgerPath);
        return ledger.Outbox.All().ToDictionary(m => m.Key.ToString(), m => $"Subject: {m.Subject}\n" + string.Join(' ', Encoding.ASCII.GetString(ledger.Outbox.Body(m.Id)).Replace("=\r\n", "", StringComparison.Ordinal).Split("\r\n")));
    }
}
