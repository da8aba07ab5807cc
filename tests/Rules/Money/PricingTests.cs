using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Rules.Sold;

namespace Daybook.Tests.Rules;

/// <summary>Whose time is, whether it is sold, and for how much: Ada's, on api, which is Acme's.</summary>
public sealed class PricingTests
{
    private const string Ada = "Ada";

    // Rules as "project client person hour/billable [from]", - for what a rule does not look at; what an hour of 2026-06-01 costs.
    [Theory]
    [InlineData("", null)]
    [InlineData("- - - 50", "50")]
    [InlineData("- - - 50; - - Ada 60", "60")] // the person before all
    [InlineData("- - Ada 60; - Acme - 70", "70")] // the client before the person
    [InlineData("- Acme - 70; - Acme Ada 75", "75")] // a person on a client before the client
    [InlineData("- Acme Ada 75; api - - 80", "80")] // the project before a person on a client
    [InlineData("api - - 80; api - Ada 90", "90")] // a person on a project before the project
    [InlineData("api - Ada 90; api - - 80; - Acme Ada 75; - Acme - 70; - - Ada 60; - - - 50", "90")] // in whatever order they stand
    [InlineData("- - - 50; - - Ada 60; - Acme - 70; - Acme Ada 75; api - - 80; api - Ada 90", "90")]
    [InlineData("web - Ada 90; - Bolt - 70; - - Bob 60; - - - 50", "50")] // those of others
    [InlineData("web - - 80; - Bolt Ada 75", null)]
    [InlineData("api Bolt - 80; - - - 50", "50")] // a rule of both needs both
    [InlineData("- - - 50 2026-06-01", "50")] // from its first day on
    [InlineData("- - - 50 2026-06-02", null)]
    [InlineData("- - - 50; - - - 55 2026-06-01", "55")] // of those alike the newest that holds
    [InlineData("- - - 55 2026-06-01; - - - 50", "55")]
    [InlineData("- - - 50; - - - 55 2026-06-02", "50")]
    [InlineData("- - - 50 2026-05-31; api - - 80 2025-01-01", "80")] // the closest goes before the newest
    [InlineData("- - - 50; api - - 80 2026-06-02", "50")] // which is the closest of those that hold on the day
    [InlineData("API - - 80; - acme - 70; - - ada 60; - - - 50", "50")] // names are as they are written
    [InlineData("- - - 0", "0")] // an hour can cost nothing
    public void The_closest_rate_that_holds_on_the_day_counts(string rules, string? hour)
    {
        var sold = Priced(rules).Of(Time("api", ""));
        sold.Client.ShouldBe("Acme");
        sold.Rate.ShouldBe(hour is null ? null : Eur(decimal.Parse(hour, System.Globalization.CultureInfo.InvariantCulture)));
        sold.IsBillable.ShouldBe(hour is not null);
    }

    // a rule, what the entry says, what a source says of the project; what counts
    [Theory]
    [InlineData("api - - 80", "90", "100", "80")]
    [InlineData("- - - 50", "90", "100", "50")] // however far a rule is
    [InlineData("web - - 80", "90", "100", "90")]
    [InlineData("", "90", "100", "90")]
    [InlineData("", null, "100", "100")]
    [InlineData("", null, null, null)]
    [InlineData("- - - 50 2026-07-01", "90", "100", "90")] // one that does not hold yet
    [InlineData("api - - true", "90", "100", "90")] // one that says nothing of what an hour costs
    public void A_rule_goes_before_the_entry_and_that_before_the_project(string rules, string? entry, string? project, string? hour)
    {
        Money? Of(string? text) => text is null ? null : Eur(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        Priced(rules, There(rate: Of(project))).Of(Time("api", "") with { Rate = Of(entry) }).Rate.ShouldBe(Of(hour));
    }

    // rules, what the entry says, what the project says; whether it is sold
    [Theory]
    [InlineData("api - - false", true, true, false)]
    [InlineData("api - - true", false, false, true)]
    [InlineData("- - - true", false, false, true)]
    [InlineData("- - - 50; api - - false", null, null, false)] // an internal project
    [InlineData("- - - false; api - - true", null, null, true)]
    [InlineData("- - - false; api - - 80", null, null, false)] // a rate alone says nothing of it
    [InlineData("", true, false, true)] // the entry before the project
    [InlineData("", false, true, false)]
    [InlineData("", null, true, true)]
    [InlineData("", null, false, false)]
    [InlineData("- - - 50", null, false, false)]
    [InlineData("- - - 50", false, null, false)]
    [InlineData("- - - 50", null, null, true)] // where nobody says: what has a rate is
    [InlineData("", null, null, false)]
    [InlineData("api - - false; api - - true 2026-06-01", null, null, true)] // from the day on
    [InlineData("api - - false; api - - true 2026-06-02", null, null, false)]
    public void Whether_it_is_sold(string rules, bool? entry, bool? project, bool isBillable)
    {
        var sold = Priced(rules, There(isBillable: project)).Of(Time("api", "") with { IsBillable = entry });
        sold.IsBillable.ShouldBe(isBillable);
        if (!isBillable) sold.Rate.ShouldBeNull();
    }

    // the entry's client, whom the settings name, whom a source names; whose it is
    [Theory]
    [InlineData("Own", "Set", "Said", "Own")]
    [InlineData("", "Set", "Said", "Set")]
    [InlineData("", null, "Said", "Said")]
    [InlineData("", null, null, "")]
    [InlineData("Own", null, null, "Own")]
    public void Whose_it_is(string entry, string? set, string? said, string client)
    {
        var pricing = new Pricing(Rules("- Own - 1; - Set - 2; - Said - 3"), set is null ? Clients() : Clients(("api", set)), [There(client: said)], Ada, "EUR");
        var sold = pricing.Of(Time("api", entry));
        sold.Client.ShouldBe(client);
        sold.Rate.ShouldBe(client switch { "Own" => Eur(1), "Set" => Eur(2), "Said" => Eur(3), _ => null }); // so rates go by it as well
        pricing.KnowsProjects.ShouldBe(set is not null || said is not null);
        pricing.ClientOf("web").ShouldBe("");
    }

    [Fact]
    public void A_rate_without_a_currency_is_of_the_one_that_is_set()
    {
        var bare = new Money(900_000, "");
        Priced("").Of(Time("api", "") with { Rate = bare }).Rate.ShouldBe(Eur(90));
        Priced("", There(rate: bare)).Of(Time("api", "")).Rate.ShouldBe(Eur(90));
        Priced("", There(rate: Of(90, "CHF"))).Of(Time("api", "")).Rate.ShouldBe(Of(90, "CHF"));
        new Pricing([], Clients(), [], Ada, "").Of(Time("api", "") with { Rate = bare }).Rate.ShouldBe(bare);
    }

    /// <summary>Each word of each source counts, whichever comes first.</summary>
    [Fact]
    public void Of_several_projects_of_one_name_the_first_that_says_a_thing_says_it()
    {
        var sold = Priced("", There(), There(rate: Eur(90)), There(client: "Late", isBillable: false, rate: Eur(95))).Of(Time("api", ""));
        (sold.Client, sold.IsBillable).ShouldBe(("Acme", false));
        Priced("", There(isBillable: true), There(isBillable: false, rate: Eur(90))).Of(Time("api", "")).ShouldSatisfyAllConditions(s => s.IsBillable.ShouldBeTrue(), s => s.Rate.ShouldBe(Eur(90)));
    }

    [Fact]
    public void Time_without_a_project_goes_by_the_name_that_reports_give_it()
    {
        var unnamed = NameParts.Of(Dimension.Project, "");
        var pricing = new Pricing([new RateRule(unnamed, null, null, Eur(40), null, LocalDate.MinIsoValue)], Clients((unnamed, "Nobody")), [], Ada, "EUR");
        pricing.Of(Time("", "")).ShouldBe(new SoldTime(Monday, "Nobody", unnamed, "", true, Eur(40), 1));
    }

    [Fact]
    public void Whether_it_is_sold_day_and_length_stay_as_they_are()
    {
        var time = new EngagedTime(Monday.PlusDays(9), "api", "Acme", "review", true, null, 123_456_789);
        Priced("").Of(time).ShouldBe(new SoldTime(time.Date, "Acme", "api", "review", true, null, 123_456_789));
    }

    private static EngagedTime Time(string project, string client) => new(Monday, project, client, "", null, null, 1);

    private static ProjectThere There(string? client = null, bool? isBillable = null, Money? rate = null) => new("tracker", "7", "api", client, null, isBillable) { Rate = rate };

    private static Pricing Priced(string rules, params ProjectThere[] there) => new(Rules(rules), Clients(("api", "Acme")), there, Ada, "EUR");

    private static Dictionary<string, string> Clients(params (string Project, string Client)[] clients) => clients.ToDictionary(c => c.Project, c => c.Client);

    private static List<RateRule> Rules(string text) => [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(rule =>
    {
        var cells = rule.Split(' ');
        string? Name(int at) => cells[at] == "-" ? null : cells[at];
        bool? flag = cells[3] is "true" or "false" ? cells[3] == "true" : null;
        return new RateRule(Name(0), Name(1), Name(2), flag is null ? Eur(decimal.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture)) : null, flag, cells.Length > 4 ? Moment.Date(cells[4]) : LocalDate.MinIsoValue);
    })];
}
