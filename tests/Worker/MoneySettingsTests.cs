using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What a configuration can say of money, and every way in which it makes no sense.</summary>
public sealed class MoneySettingsTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    // what stands within Money, what is wrong, what helps
    [Theory]
    [InlineData("\"Currency\": \"Euro\"", "'Euro' is no currency", "EUR, CHF, USD")]
    [InlineData("\"Currency\": \"eur\"", "'eur' is no currency", "three letters")]
    [InlineData("\"Currency\": \"\"", "'' is no currency", "ISO 4217")]
    [InlineData("\"Rates\": [null]", "an entry of 'Money.Rates' is null", "Leave it out.")]
    [InlineData("\"Rates\": [{ \"Project\": \"api\" }]", "a rate says neither what an hour is sold for nor whether it is", "{ \"Client\": \"Acme\", \"Hour\": 80.50")]
    [InlineData("\"Rates\": [{ \"Hour\": 80 }]", "nobody says of what currency 80 is", "\"Currency\": \"EUR\"")]
    [InlineData("\"Rates\": [{ \"Hour\": 80, \"Currency\": \"Fr.\" }]", "'Fr.' is no currency", "ISO 4217")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": -1 }]", "-1 is no sum of money", "not below zero")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80.00001 }]", "80.00001 is no sum of money", "up to four decimals")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 1000000.01 }]", "1000000.01 is no sum of money", "80.50")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80, \"Project\": \" \" }]", "a name is empty", "Leave it out for all.")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80, \"From\": \"2026-02-30\" }]", "'2026-02-30' is not a date", "")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80 }, { \"Hour\": 90 }]", "two rates for all from the beginning", "Each needs its own From.")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80, \"Client\": \"A\", \"From\": \"2026-01-01\" }, { \"Hour\": 80, \"Client\": \"A\", \"From\": \"2026-01-01\" }]", "two rates for 'A' from 2026-01-01", "Each needs its own From.")]
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80, \"Project\": \"p\" }, { \"Hour\": 90, \"Billable\": true, \"Project\": \"p\" }]", "two rates for 'p'", "Each needs its own From.")] // both say what an hour costs
    [InlineData("\"Rates\": [{ \"Billable\": false, \"Person\": \"x\" }, { \"Billable\": true, \"Person\": \"x\" }]", "two rates for 'x'", "Each needs its own From.")]
    [InlineData("\"Clients\": [null]", "an entry of 'Money.Clients' is null", "Leave it out.")]
    [InlineData("\"Clients\": [{ \"Client\": \"A\", \"Projects\": [] }]", "a client has no projects", "\"Projects\": [\"api\"]")]
    [InlineData("\"Clients\": [{ \"Client\": \"\", \"Projects\": [\"p\"] }]", "a name is empty", "")]
    [InlineData("\"Clients\": [{ \"Client\": \"A\", \"Projects\": [\"\"] }]", "a name is empty", "")]
    [InlineData("\"Clients\": [{ \"Client\": \"A\", \"Projects\": [\"p\"] }, { \"Client\": \"B\", \"Projects\": [\"p\"] }]", "'p' is of two clients", "A project has one")]
    [InlineData("\"Clients\": [{ \"Client\": \"A\" }]", "Projects", "")]
    [InlineData("\"Clients\": [{ \"Client\": \"A\", \"Projects\": null }]", "Projects", "")]
    [InlineData("\"Budgets\": [null]", "an entry of 'Money.Budgets' is null", "Leave it out.")]
    [InlineData("\"Budgets\": [{ \"Hours\": 10 }]", "a budget is of no project and no client", "{ \"Project\": \"api\", \"Hours\": 120 }")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\" }]", "a budget for 'p' has neither Hours nor Amount", "\"Amount\": 9000")]
    [InlineData("\"Currency\": \"EUR\", \"Budgets\": [{ \"Project\": \"p\", \"Client\": \"A\", \"Hours\": 1, \"Amount\": 1 }]", "a budget for 'p', 'A' has both Hours and Amount", "\"Hours\": 120")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 0 }]", "a budget of 0 hours", "\"Hours\": 120")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": -3 }]", "a budget of -3 hours", "\"Hours\": 120")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1000001 }]", "a budget of 1000001 hours", "\"Hours\": 120")]
    [InlineData("\"Currency\": \"EUR\", \"Budgets\": [{ \"Project\": \"p\", \"Amount\": 0 }]", "a budget of 0", "\"Amount\": 9000")]
    [InlineData("\"Currency\": \"EUR\", \"Budgets\": [{ \"Project\": \"p\", \"Amount\": -1 }]", "-1 is no sum of money", "not below zero")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Amount\": 9000 }]", "nobody says of what currency 9000 is", "\"Currency\": \"EUR\"")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"From\": \"2026-02-01\", \"Until\": \"2026-01-31\" }]", "a budget ends on 2026-01-31, before it begins on 2026-02-01", "Until is the later date of the two.")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Until\": \"soon\" }]", "'soon' is not a date", "")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Each\": \"week\" }]", "a budget for each 'week'", "Each is month or year")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Percents\": [] }]", "a budget tells at  percent", "different whole numbers from 1 to 1000")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Percents\": [0] }]", "a budget tells at 0 percent", "from 1 to 1000")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Percents\": [1001] }]", "a budget tells at 1001 percent", "from 1 to 1000")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 1, \"Percents\": [50, 50] }]", "a budget tells at 50, 50 percent", "different")]
    [InlineData("\"InvoicesFrom\": \"July\"", "'July' is not a date", "")]
    [InlineData("\"Rate\": []", "Rate", "")]
    public void What_is_wrong_is_told_with_what_helps_and_nothing_is_done(string money, string wrong, string hint)
    {
        _daybook.Configure($$"""{ "Money": { {{money}} } }""");
        var (code, output, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration, error);
        output.ShouldBe("");
        error.ShouldStartWith($"daybook: {_daybook.ConfigPath}");
        error.ShouldContain(wrong);
        error.ShouldContain(hint);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"Currency\": \"EUR\"")]
    [InlineData("\"Rates\": [{ \"Hour\": 0, \"Currency\": \"EUR\" }, { \"Billable\": false }]")] // one says what it costs, one whether it is sold
    [InlineData("\"Currency\": \"EUR\", \"Rates\": [{ \"Hour\": 80 }, { \"Hour\": 90, \"From\": \"2026-01-01\" }, { \"Hour\": 90, \"Currency\": \"CHF\", \"Client\": \"A\" }]")]
    [InlineData("\"Currency\": \"KWD\", \"Rates\": [{ \"Hour\": 80.1234 }]")]
    [InlineData("\"Budgets\": [{ \"Project\": \"p\", \"Hours\": 0.5, \"Each\": \"year\", \"From\": \"2026-01-01\", \"Until\": \"2026-01-01\", \"Percents\": [100, 1, 1000] }]")]
    [InlineData("\"Budgets\": [{ \"Client\": \"A\", \"Amount\": 0.01, \"Currency\": \"EUR\", \"Each\": \"month\" }, { \"Client\": \"A\", \"Hours\": 5 }]")]
    public void What_makes_sense_is_taken(string money)
    {
        _daybook.Configure($$"""{ "Money": { {{money}} } }""");
        _daybook.Do("run");
    }
}
