using System.Text;
using Daybook.Importers;
using Daybook.Importers.TimeTracker;
using Daybook.Model;

namespace Daybook.Tests.Importers;

/// <summary>What TimeTracker says beside time: time off, balances of leave, and the terms of overtime.</summary>
public sealed class TimeTrackers_account
{
    private const string Backup = """{"backup_info":{"created_by":"ada","created_at":"2026-11-01T08:00:00","version":"1.0"},""";
    private const string LaterBackup = """{"backup_info":{"created_by":"ada","created_at":"2026-12-01T08:00:00","version":"1.0"},""";

    private static readonly TimeTrackerImporter Importer = new TimeTrackerImporter();

    [Theory]
    [InlineData("'status':'approved'", "approved")]
    [InlineData("'status':'APPROVED'", "approved")]
    [InlineData("'status':'draft'", "draft")]
    [InlineData("'status':'submitted'", "submitted")]
    [InlineData("'status':'rejected'", "rejected")]
    [InlineData("'status':'cancelled'", "cancelled")]
    [InlineData("'status':'whatever'", "whatever")]
    [InlineData("'status':'approved','deleted_at':'2026-10-01T08:00:00'", "deleted")]
    [InlineData("'status':'approved','is_deleted':true", "deleted")]
    [InlineData("'user_id':1", null)] // nobody has said that it was approved
    public void A_request_for_leave_is_what_became_of_it(string said, string? status)
    {
        var fact = Facts($$"""{{Backup}}"time_off_requests":[{"id":1,"leave_type":"Vacation","start_date":"2026-10-05","end_date":"2026-10-09",{{said.Replace('\'', '"')}}}]}""").ShouldHaveSingleItem();
        fact.Kind.ShouldBe(AccountFact.Absence);
        fact.Date.ShouldBe(new NodaTime.LocalDate(2026, 10, 5));
        if (status is null) fact.Json.ShouldStartWith("""{"kind":"vacation","type":"Vacation","until":"2026-10-09","said":""");
        else fact.Json.ShouldStartWith($$"""{"kind":"vacation","type":"Vacation","until":"2026-10-09","status":"{{status}}",""");
    }

    [Theory]
    [InlineData("7.7", 27_720)]
    [InlineData("'38.5'", 138_600)]
    [InlineData("0.01", 36)]
    [InlineData("1e1", 36_000)]
    public void Hours_become_whole_seconds(string hours, long seconds) =>
        Facts($$"""{{Backup}}"users":[{"id":1,"username":"ada","standard_hours_per_week":{{hours.Replace('\'', '"')}}}]}""").ShouldHaveSingleItem()
            .Json.ShouldStartWith($$"""{"weekly_us":{{seconds}}000000,""");

    [Fact]
    public void A_row_that_has_not_changed_is_the_same_fact_in_a_later_backup()
    {
        const string Row = """{"id":1,"leave_type":"Vacation","start_date":"2026-10-05","end_date":"2026-10-09","status":"approved","updated_at":"2026-09-01T08:00:00"}""";
        var first = Facts($$"""{{Backup}}"time_off_requests":[{{Row}}]}""").ShouldHaveSingleItem();
        var later = Facts($$"""{{LaterBackup}} "users": [], "time_off_requests": [ {"id":2,"start_date":"2026-11-05"}, {{Row.Replace(",", " , ")}} ] }""")[1];
        later.ShouldBe(first with { Place = later.Place });
    }

    [Fact]
    public void Terms_that_have_changed_are_a_newer_version_of_the_same_contract()
    {
        var (first, later) = (Contract(Backup, "8.0"), Contract(LaterBackup, "4.0"));
        (later.Kind, later.Identity).ShouldBe((first.Kind, first.Identity));
        later.Stamp.ShouldNotBeNull().ShouldBeGreaterThan(first.Stamp.ShouldNotBeNull());
    }

    [Fact]
    public void Days_need_no_zone_and_a_holiday_is_no_request_of_the_same_id()
    {
        var facts = Facts($$"""{{Backup}}"company_holidays":[{"id":1,"name":"May Day","start_date":"2026-05-01","end_date":"2026-05-01"}],"time_off_requests":[{"id":1,"start_date":"2026-05-04"}]}""");
        facts.Select(f => f.Identity).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void The_answer_about_oneself_is_known_as_TimeTrackers() =>
        Importer.Identify("""{"user":{"id":1,"username":"ada","timezone":"Europe/Vienna","standard_hours_per_day":8.0,"overtime_include_weekends":true}}"""u8)
            .ShouldNotBeNull().Kind.ShouldBe("timetracker-account");

    [Theory]
    [InlineData("""{"holidays":[]}""")]
    [InlineData("""{"holidays":[{"name":"May Day","date":"2026-05-01"}]}""")]
    [InlineData("""{"users":[{"username":"ada"}]}""")]
    [InlineData("""{"balances":[{"amount":1}]}""")]
    public void Lists_that_anyone_may_have_are_not(string document) => Importer.Identify(Encoding.UTF8.GetBytes(document)).ShouldBeNull();

    private static AccountFact Contract(string head, string hours) => Facts($$"""{{head}}"users":[{"id":1,"username":"ada","standard_hours_per_day":{{hours}}}]}""").ShouldHaveSingleItem();

    private static List<AccountFact> Facts(string document)
    {
        var all = Importer.Read(SourceFile.Of("x.json", Encoding.UTF8.GetBytes(document)), Reading.Fresh()).ToList();
        all.Where(e => e is not (Extracted.Fact or Extracted.End)).ShouldBeEmpty();
        return [.. all.OfType<Extracted.Fact>().Select(e => e.AccountFact)];
    }
}
