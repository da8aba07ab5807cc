using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>Several people get several reports, each in their own way, and each once.</summary>
public sealed class RecipientTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-09-01T06:30:00Z" };

    public RecipientTests() => _daybook.Do("import", Path.Combine(Repository.Root, "samples", "demo"));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Each_gets_their_own_reports_once()
    {
        Configure("""
            { "To": "ada@example.org", "Reports": ["week", "month"] },
            { "To": "Boss <boss@example.org>", "Profile": "manager", "Language": "de", "Sections": ["projects", "days"], "Hours": "decimal" },
            { "To": "client@example.com", "Profile": "client", "Projects": ["tideline"] }
            """);
        _daybook.Do("run");
        var mails = Mails();
        mails.Count.ShouldBe(4);
        var (ada, boss, client) = (mails["week/2026-W35/ada@example.org"], mails["week/2026-W35/boss@example.org"], mails["week/2026-W35/client@example.com"]);
        mails.ShouldContainKey("month/2026-08/ada@example.org");
        ada.ShouldContain("Subject: Week 35, 2026: 32:13");
        ada.ShouldContain("harbour-api");
        boss.ShouldContain("Subject: Woche 35, 2026: 32,22 h");
        boss.ShouldContain("harbour-api");
        boss.ShouldNotContain("otter");
        boss.IndexOf("Projekte", StringComparison.Ordinal).ShouldBeLessThan(boss.IndexOf("Tage", boss.IndexOf("Projekte", StringComparison.Ordinal), StringComparison.Ordinal));
        client.ShouldContain("tideline");
        client.ShouldNotContain("harbour-api");
        client.ShouldNotContain("32:13");
        _daybook.Do("run");
        Mails().Count.ShouldBe(4);
    }

    [Fact]
    public void Nothing_comes_before_its_hour()
    {
        Configure("""{ "To": "ada@example.org", "Reports": ["month"], "NotBefore": "09:00", "Zone": "Europe/Berlin" }""");
        _daybook.Do("run");
        Mails().ShouldBeEmpty();
        _daybook.Now = "2026-09-01T07:00:00Z";
        _daybook.Do("run");
        Mails().Keys.ShouldBe(["month/2026-08/ada@example.org"]);
    }

    [Theory]
    [InlineData("""{ "To": "nobody" }""", "'nobody' is no address")]
    [InlineData("""{ "To": "a@example.org", "Reports": ["weak"] }""", "'weak' is no report")]
    [InlineData("""{ "To": "a@example.org", "Profile": "client" }""", "the profile 'client' needs Projects")]
    [InlineData("""{ "To": "a@example.org", "Profile": "boss" }""", "there is no profile 'boss'")]
    [InlineData("""{ "To": "a@example.org", "Hide": ["everything"] }""", "'everything' is nothing that can be hidden")]
    [InlineData("""{ "To": "a@example.org", "Zone": "Mars" }""", "'Mars' is not a zone")]
    [InlineData("""{ "To": "a@example.org", "NotBefore": "7" }""", "'7' is no clock time")]
    [InlineData("""{ "To": "a@example.org", "Language": "xx" }""", "there are no texts in 'xx'")]
    [InlineData("""{ "To": "a@example.org", "Hours": "3" }""", "'3' is no form of hours")]
    [InlineData("""{ "To": "a@example.org", "Sections": ["dayz"] }""", "'dayz' is no section of a report")]
    [InlineData("""{ "To": "a@example.org", "Sections": [] }""", "a@example.org gets no section")]
    [InlineData("""{ "To": "a@example.org" }, { "To": "A@Example.org", "Profile": "manager" }""", "A@Example.org gets the report 'week' twice")]
    public void What_cannot_be_is_said(string recipient, string problem)
    {
        Configure(recipient);
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(problem);
    }

    private void Configure(string recipients) => _daybook.Configure($$"""{ "Recipients": [{{recipients}}] }""");

    /// <summary>By key; as it was frozen, decoded.</summary>
    private Dictionary<string, string> Mails()
    {
        using var ledger = Ledger.OpenForReading(_daybook.LedgerPath);
        return ledger.Outbox.All().ToDictionary(m => m.Key.ToString(), m => Decoded(System.Text.Encoding.ASCII.GetString(ledger.Outbox.Body(m.Id))));
    }

    private static string Decoded(string mime) => mime.Replace("=\r\n", "", StringComparison.Ordinal);
}
