using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("{ \"Ledgr\": \"x\" }", "1:3", "there is no setting 'Ledgr'", "Did you mean 'Ledger'?")]
    [InlineData("{\n  \"ledger\": \"x\"\n}", "2:3", "there is no setting 'ledger'", "Did you mean 'Ledger'?")]
    [InlineData("{ \"Host\": \"x\" }", "1:3", "there is no setting 'Host'", "There is Sources.Pull.Host, Mail.Host.")]
    [InlineData("{ \"Mail\": {\n \"Transprt\": \"smtp\" } }", "2:2", "'Mail' has no 'Transprt'", "Did you mean 'Transport'?")]
    [InlineData("{ \"Sources\": [ { \"Name\": \"a\" },\n { \"Name\": \"b\", \"Lat\": \"hold\" } ] }", "2:17", "'Sources' has no 'Lat'", "Did you mean 'Late'?")]
    [InlineData("{ \"Mail\": {\n\"Transport\": \"stmp\" } }", "2:14", "'stmp' is nothing that 'Mail.Transport' can be", "Did you mean 'smtp'?")]
    [InlineData("{ \"Recipients\": [{ \"To\": \"a@b.c\", \"Reports\": [\"week\", \"moth\"] }] }", "1:55", "'moth' is nothing that an entry of 'Recipients.Reports' can be", "Did you mean 'month'?")]
    [InlineData("{ \"Ledger\": 7 }", "1:13", "'Ledger' should be a text, in quotes", "")]
    [InlineData("{ \"Zones\": \"Europe/Berlin\" }", "1:12", "'Zones' should be a list, in [ and ]", "Put what stands here into [ and ].")]
    [InlineData("{ \"Zones\": [\"Europe/Berlin\"] }", "1:13", "an entry of 'Zones' should be an object, in { and }", "")]
    [InlineData("{ \"Mail\": { \"Port\": 25.5 } }", "1:21", "'Mail.Port' should be a whole number, not 25.5", "")]
    [InlineData("{ \"Allocation\": { \"Carry\": \"yes\" } }", "1:28", "'Allocation.Carry' should be true or false", "")]
    [InlineData("{ \"Sources\": [{}] }", "1:15", "'Sources.Name' is missing here", "It is a text, in quotes")]
    [InlineData("{ \"Sources\": [null] }", "1:15", "an entry of 'Sources' is null", "Leave it out.")]
    [InlineData("{ \"Ledger\": \"a\",\n  \"Ledger\": \"b\" }", "2:3", "'Ledger' stands here twice, first in line 1", "Leave one out.")]
    [InlineData("[]", "1:1", "the file should be an object, in { and }", "")]
    [InlineData("{ \"Ledger\": \"a\"\n  \"Person\": \"b\" }", "2:3", "", "missing comma")]
    [InlineData("{ \"Ledger\": \"a", "1:", "", "missing comma")]
    [InlineData("", "1:1", "the file is empty", "'daybook init' writes one")]
    [InlineData("{ \"Zones\": [{ \"Zone\": \"Europe/Berlin\" },\n {\"From\": \"2026-01-01\", \"Zone\": \"Europe/Berlim\" }] }", "2:33", "Zones: 'Europe/Berlim' is not a zone", "")]
    [InlineData("{ \"Closing\": { \"Unlocked\": [{ \"Period\": \"2026-13\", \"Until\": \"2026-11-30\", \"Reason\": \"r\" }] } }", "1:41", "Closing.Unlocked: '2026-13' is not a period", "")]
    [InlineData("{\n  \"Person\": \" \" }", "2:3", "Person: the name is empty", "")]
    public void What_is_wrong_is_said_with_its_place_and_the_nearest_that_would_do(string settings, string place, string message, string hint)
    {
        _daybook.Configure(settings);
        var (code, output, error) = _daybook.Run("config", "check");
        code.ShouldBe(ExitCode.Configuration);
        output.ShouldBeEmpty();
        error.ShouldStartWith($"{_daybook.ConfigPath}:{place}");
        error.ShouldContain(message);
        error.ShouldContain(hint);

        // Whatever else is asked for is refused at the same place.
        var (other, _, refused) = _daybook.Run("status");
        other.ShouldBe(ExitCode.Configuration);
        refused.ShouldStartWith($"daybook: {_daybook.ConfigPath}:{place.Split(':')[0]}:");
    }

    [Fact]
    public void Everything_that_is_no_setting_is_said_at_once()
    {
        _daybook.Configure("{ \"Ledgr\": \"x\", \"Mail\": { \"Prt\": 1, \"Transport\": \"stmp\" }, \"Zones\": 7 }");
        _daybook.Run("config", "check").Error.Split('\n').Count(l => l.Contains(": error: ", StringComparison.Ordinal)).ShouldBe(4);
        _daybook.Run("config", "check", "--json").Output.ShouldContain("\"line\":1,\"column\":3,\"message\":\"there is no setting");
    }

    [Fact]
    public void A_secret_that_cannot_be_used_is_wrong()
    {
        _daybook.Configure("{ \"Sources\": [\n  { \"Name\": \"work\",\n    \"Pull\": { \"Service\": \"clockify\" } } ] }");
        var (code, _, error) = _daybook.Run("config", "check");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(":3:5: error: Sources.Pull: the key of 'work': nobody has said its key");
        _daybook.Environment["DAYBOOK_SECRET_WORK"] = "changeme";
        _daybook.Run("config", "check").Error.ShouldContain("is a placeholder");
        _daybook.Environment["DAYBOOK_SECRET_WORK"] = "CANARY-5d1f7a";
        _daybook.Do("config", "check").ShouldContain("all of it can be used");
        var shown = _daybook.Do("config", "show");
        shown.ShouldContain("secret work");
        shown.ShouldContain("********");
        shown.ShouldContain("variable DAYBOOK_SECRET_WORK");
        shown.ShouldNotContain("CANARY");
    }

    [Fact]
    public void Show_says_who_said_each_value()
    {
        _daybook.Configure("{\n  \"Person\": \"ada\",\n  \"Mail\": { \"Transport\": \"sendmail\", \"From\": \"a@example.org\", \"To\": \"b@example.org\" },\n  \"Zones\": [\n    { \"Zone\": \"Europe/Berlin\" }\n  ]\n}");
        _daybook.Variables["DAYBOOK__MAIL__TO"] = "c@example.org";
        var shown = Rows(_daybook.Do("config", "show"));
        shown["Ledger"].ShouldBe((_daybook.LedgerPath, "--ledger"));
        shown["Person"].ShouldBe(("ada", $"{_daybook.ConfigPath}:2"));
        shown["Zones[0].Zone"].ShouldBe(("Europe/Berlin", $"{_daybook.ConfigPath}:5"));
        shown["Mail.Transport"].ShouldBe(("sendmail", $"{_daybook.ConfigPath}:3"));
        shown["Mail.To"].ShouldBe(("c@example.org", "DAYBOOK__MAIL__TO"));
        shown["Mail.Unknown"].ShouldBe(("resend", "default"));
        shown["Reports.Language"].ShouldBe(("en", "default"));
        Rows(_daybook.Do("config", "show", "Mail")).Keys.ShouldBe(["Mail.From", "Mail.To", "Mail.Transport", "Mail.Unknown"], ignoreOrder: true);
        _daybook.Run("config", "show", "Mial").Error.ShouldContain("Did you mean 'Mail'?");
    }

    [Theory]
    [InlineData("DAYBOOK__PERSON", "ada", "Person", "ada")]
    [InlineData("DAYBOOK__Reports__Hours", "decimal", "Reports.Hours", "decimal")]
    [InlineData("DAYBOOK__MAIL__PORT", "587", "Mail.Port", "587")]
    [InlineData("DAYBOOK__ZONES", "[{ \"Zone\": \"Asia/Bangkok\" }]", "Zones[0].Zone", "Asia/Bangkok")]
    public void A_variable_wins_over_the_file(string variable, string value, string key, string shown)
    {
        _daybook.Configure("{ \"Person\": \"me\", \"Zones\": [{ \"Zone\": \"Europe/Berlin\" }], \"Reports\": { \"Language\": \"de\" } }");
        _daybook.Variables[variable] = value;
        var rows = Rows(_daybook.Do("config", "show"));
        rows[key].ShouldBe((shown, variable));
        rows["Reports.Language"].Value.ShouldBe("de");
    }

    [Theory]
    [InlineData("DAYBOOK__PERSN", "ada", "there is no setting 'PERSN' here", "Did you mean 'Person'?")]
    [InlineData("DAYBOOK__MAIL__PORT", "many", "'Mail.Port' should be a whole number", "")]
    [InlineData("DAYBOOK__MAIL__TRANSPORT", "stmp", "'stmp' is nothing that 'Mail.Transport' can be", "Did you mean 'smtp'?")]
    [InlineData("DAYBOOK__ZONES", "Europe/Berlin", "'Zones' should be a list", "Write it as JSON")]
    [InlineData("DAYBOOK__ZONES__0__ZONE", "Europe/Berlin", "'Zones' is a list", "Set DAYBOOK__ZONES as a whole")]
    [InlineData("DAYBOOK__MAIL__FROM", "nobody", "Mail.From: 'nobody' is not a mail address", "")]
    [InlineData("DAYBOOK__", "x", "there is no setting ''", "")]
    public void A_variable_that_says_what_cannot_be_is_named(string variable, string value, string message, string hint)
    {
        _daybook.Variables[variable] = value;
        var (code, _, error) = _daybook.Run("status");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldStartWith($"daybook: {variable}: error: ");
        error.ShouldContain(message);
        error.ShouldContain(hint);
    }

    private static Dictionary<string, (string Value, string Origin)> Rows(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToDictionary(r => r[0], r => (r[1], r[2]));
}
