using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Tests.Reports;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Rules;

public class RedactionTests
{
    public static TheoryData<string> Profiles => ["self", "manager", "client"];

    /// <summary>Every name says what it is of; what a profile hides must be in no byte of any form.</summary>
    [Theory, MemberData(nameof(Profiles))]
    public void What_a_profile_hides_stands_in_no_form_of_any_report(string profile)
    {
        var redaction = Of(profile);
        var slice = EverythingNamed();
        foreach (var report in AllReports.InOrder.Where(r => r.Kinds.Contains(slice.Period.Kind) && r.Subject == ReportSubject.Period))
        {
            var page = report.View(redaction.Apply(slice), ReportStyle.English).Only(null, redaction.Hides);
            foreach (var format in Enum.GetValues<Format>())
            {
                var written = new PageWriter(ReportStyle.English.Words).Write(page, format);
                foreach (var (name, part) in Names)
                    if (profile == "client" ? name != "own-project-1" : redaction.Hidden.Contains(part)) written.Contains(name, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{profile} {format} {name}");
            }
            if (profile == "self")
                foreach (var name in report is WeekReport ? (string[])["own-project-1", "secret-project-2", "some-language", "some-category", "some-machine"] : []) new PageWriter(ReportStyle.English.Words).Write(page, Format.Text).ShouldContain(name);
        }
    }

    [Fact]
    public void A_client_sees_the_time_of_their_projects_and_no_other()
    {
        var page = Written.View(Of("client").Apply(EverythingNamed()));
        page.Total.ShouldBe("2:00");
        var rows = page.Section("days").Table!.Rows;
        rows[0].Cells[0].Text.ShouldBe("2:00");
        rows.ShouldAllBe(r => !r.Note.Contains(':', StringComparison.Ordinal));
        page.Sections.ShouldNotContain(s => s.Name == "account");
    }

    [Fact]
    public void Of_money_a_manager_sees_whose_the_time_was_and_no_word_of_what_it_is_sold_for()
    {
        var page = new BillingReport().View(Of("manager").Apply(EverythingNamed()), ReportStyle.English).Only(null, Of("manager").Hides);
        page.Sections.Select(s => s.Name).ShouldBe(["clients"]);
        page.Section("clients").Table!.Rows[0].Name.ShouldBe("secret-client");
        var own = new BillingReport().View(Of("self").Apply(EverythingNamed()), ReportStyle.English).Only(null, Of("self").Hides);
        own.Sections.Select(s => s.Name).ShouldBe(["billable", "clients", "billing", "unbilled", "budgets", "burn-down"]);
        var text = new PageWriter(ReportStyle.English.Words).Write(own, Format.Text);
        foreach (var (name, _) in Names.Where(n => n.Part is "clients" or "money" or "budgets" && n.Name != "77,77")) text.ShouldContain(name);
    }

    [Fact]
    public void A_manager_sees_where_all_time_went()
    {
        var page = Written.View(Of("manager").Apply(EverythingNamed()));
        page.Total.ShouldBe("5:00");
        page.Section("projects").Table!.Rows.Select(r => r.Name).ShouldBe(["secret-project-2", "own-project-1"]);
        page.Section("account").Facts.ShouldNotBeEmpty();
    }

    [Fact]
    public void Whatever_is_hidden_tables_sum_to_the_total()
    {
        foreach (var slice in RandomSlices.OfAllKinds(30))
            foreach (var hidden in Redaction.Parts)
                foreach (var redaction in new[] { new Redaction("own", [hidden]), new Redaction("own", [hidden], ["name1", "name2"]) })
                {
                    var left = redaction.Apply(slice);
                    foreach (var section in Written.View(left).Sections.Where(s => s.Table?.Columns is [.., { Key: "worked" }] && s.Name != "hours"))
                        (section.Table!.All ?? section.Table.Rows).Sum(r => r.Cells[^1].Exact ?? 0).ShouldBe(Micros.From(left.Worked), $"{hidden} {section.Name}");
                }
    }

    private static readonly (string Name, string Part)[] Names =
    [
        ("own-project-1", "projects"), ("secret-project-2", "projects"), ("some-language", "languages"), ("some-editor", "editors"), ("some-category", "categories"), ("some-machine", "machines"),
        ("some-system", "operating-systems"), ("some-branch", "branches"), ("/home/some/file", "files"), ("some-source", "controls"), ("asked-about", "questions"), ("secret-goal", "goals"), ("7:07", "times"), ("18:18", "times"),
        ("secret-client", "clients"), ("77.77", "money"), ("77,77", "money"), ("155.54", "money"), ("GBP", "money"), ("daybook invoice", "money"), ("secret-budget", "budgets"), ("9,111.00", "budgets"),
    ];

    private static Redaction Of(string profile) => profile switch { "client" => Redaction.Client(["own-project-1"]), "manager" => Redaction.Manager, _ => Redaction.Self };

    private static Slice EverythingNamed()
    {
        var slice = ASlice.Of("2026-W47").Worked("2026-11-16", "5:00", "7:07", "18:18", "project:own-project-1 2:00", "project:secret-project-2 3:00", "language:some-language 5:00", "editor:some-editor 5:00",
                "category:some-category 5:00", "machine:some-machine 5:00", "operatingsystem:some-system 5:00", "branch:some-branch 5:00", "entity:/home/some/file 5:00")
            .Earlier("33:33", "33:33", "33:33", "33:33").Control("2026-11-16", "some-source", "4:00", "5:00").Longest("2026-11-16", "7:07", "3:33").Streak(3, "2026-11-14").Build();
        SoldTime[] sold = [new(new LocalDate(2026, 11, 16), "secret-client", "secret-project-2", "", true, new Money(777_700, "GBP"), 2 * Micros.PerHour)];
        return slice with
        {
            Account = SampleAccounts.Of(slice),
            Sold = sold,
            Sales = Sales.Lines(sold),
            Unbilled = Sales.Lines(sold),
            Budgets = [new BudgetFigure("secret-budget", null, null, null, "GBP", 91_110_000, 1_555_400, 0, [new BudgetMark(80, new LocalDate(2026, 11, 16))], [new(new LocalDate(2026, 11, 16), 1_555_400)])],
            LastYear = new PeriodSum(slice.Period.YearBefore, Duration.FromMinutes(2013), true),
            Goals = [new GoalFigure("secret-goal", Micros.PerHour, 0, 1, false)],
            Questions = [new OpenQuestion("stale", 9, ["asked-about"], "daybook pull asked-about")],
            Focus = new Focus(FocusKind.Project, "secret-project-2", Duration.FromHours(5), null, null),
            Crossed = [new("own-project-1", "some-language", 2 * Micros.PerHour), new("secret-project-2", "some-language", 3 * Micros.PerHour)],
            Pieces = [new WorkedPiece(new LocalDate(2026, 11, 16), "secret-project-2", "some-source", 7 * Micros.PerHour + 7 * Micros.PerMinute, Micros.PerHour)],
            Compared = slice,
            Reviews = new ReviewFigures([new(new LocalDate(2026, 11, 16), "secret-project-2", "#1", "secret-project-2", Micros.PerHour, true)], [new(new LocalDate(2026, 11, 16), "secret-project-2", "#1", "comment")]),
            Tokens = [new(new LocalDate(2026, 11, 16), "secret-project-2", 1, 1, 1, 1, 1), new(new LocalDate(2026, 11, 16), "own-project-1", 1, 1, 1, 1, 1)],
            Quality = new QualityFigures([new("some-source", [.. slice.Days.Select(_ => Knowledge.Partial)])], [new("some-source", "some-source", 1)], [new("some-source", "asked-about", 1)]),
            Stretches = [new DatedStretch(new LocalDate(2026, 11, 16), 7 * Micros.PerHour, new Stretch(0, 5 * Micros.PerHour))],
        };
    }
}
