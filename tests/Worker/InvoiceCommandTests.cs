using System.Text.Json;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Invoices through the whole program: Acme's 4:20 of August at 80.50 EUR, Bolt's hour at 95 CHF, and an hour that is nobody's. It is September.</summary>
public sealed class InvoiceCommandTests : IDisposable
{
    private const string Rates = """{ "Client": "Acme", "Hour": 80.50 }, { "Client": "Bolt", "Hour": 95, "Currency": "CHF" }""";
    private const string Rounding = """, "Rounding": [{ "Minutes": 15, "Method": "up" }]""";
    private const string Marked = "marked invoice 2026-017, Acme 2026-08-01..2026-08-31: 4:20, 348.83 EUR [0006]\n";

    private readonly ADaybook _daybook = new() { Now = "2026-09-05T08:00:00Z" };

    public InvoiceCommandTests()
    {
        Configure("");
        foreach (var row in (string[])["2026-08-03 09:00-11:00 api Acme design", "2026-08-04 09:00-10:20 api Acme", "2026-08-04 13:00-14:00 web Acme", "2026-08-05 09:00-10:00 web Bolt", "2026-08-05 12:00-13:00 house"]) Add(row);
    }

    public void Dispose() => _daybook.Dispose();

    // by what, the lines as the csv has them
    [Theory]
    [InlineData("project", "1,Acme,api,,,2026-08-03,2026-08-04,3:20:00,3.333333,80.50,EUR,268.33|2,Acme,web,,,2026-08-04,2026-08-04,1:00:00,1.000000,80.50,EUR,80.50|total,Acme,,,,2026-08-01,2026-08-31,4:20:00,4.333333,,EUR,348.83")]
    [InlineData("task", "1,Acme,api,,,2026-08-04,2026-08-04,1:20:00,1.333333,80.50,EUR,107.33|2,Acme,api,design,,2026-08-03,2026-08-03,2:00:00,2.000000,80.50,EUR,161.00|3,Acme,web,,,2026-08-04,2026-08-04,1:00:00,1.000000,80.50,EUR,80.50|total,Acme,,,,2026-08-01,2026-08-31,4:20:00,4.333333,,EUR,348.83")]
    [InlineData("day", "1,Acme,api,,2026-08-03,2026-08-03,2026-08-03,2:00:00,2.000000,80.50,EUR,161.00|2,Acme,api,,2026-08-04,2026-08-04,2026-08-04,1:20:00,1.333333,80.50,EUR,107.33|3,Acme,web,,2026-08-04,2026-08-04,2026-08-04,1:00:00,1.000000,80.50,EUR,80.50|total,Acme,,,,2026-08-01,2026-08-31,4:20:00,4.333333,,EUR,348.83")]
    public void Lines_are_by_project_task_or_day(string by, string csv) =>
        _daybook.Do("invoice", "Acme", "2026-08", "--by", by, "--format", "csv").ShouldBe($"line,client,project,task,date,first,last,time,hours,rate,currency,amount\r\n{csv.Replace("|", "\r\n", StringComparison.Ordinal)}\r\n");

    [Fact]
    public void Without_a_period_it_is_the_last_whole_month_and_one_project_can_be_asked_for()
    {
        _daybook.Do("invoice", "Acme").ShouldBe(_daybook.Do("invoice", "Acme", "2026-08"));
        _daybook.Do("invoice", "Acme", "2026-W32").ShouldContain("348.83 EUR");
        _daybook.Do("invoice", "Acme", "2026-08-04", "--project", "web").ShouldContain("80.50 EUR  1:00");
        _daybook.Do("invoice", "Acme", "2026-08", "--project", "web").ShouldNotContain("268.33");
        _daybook.Do("invoice", "Acme", "2026-07").ShouldContain("There is nothing to be billed.");
    }

    [Fact]
    public void What_is_marked_is_not_offered_again_and_late_time_is_by_as_much_as_it_is_more()
    {
        Mark().ShouldEndWith(Marked);
        _daybook.Do("invoice", "Acme", "2026-08").ShouldContain("There is nothing to be billed.");
        _daybook.Do("invoice", "Acme", "2026").ShouldContain("There is nothing to be billed."); // nor by a longer period
        _daybook.Do("report", "billing", "2026-08").ShouldNotContain("invoice to Acme");
        Add("2026-08-04 15:00-15:30 web Acme");
        Csv("Acme", "2026-08").ShouldBe(["web 0:30:00 40.25", "total 0:30:00 40.25"]);
        _daybook.Do("report", "billing", "2026-08").ShouldContain("daybook invoice Acme 2026-08\n");
        _daybook.Do("invoice", "Acme", "2026-08", "--mark", "2026-018").ShouldEndWith("marked invoice 2026-018, Acme 2026-08-01..2026-08-31: 0:30, 40.25 EUR [0008]\n");
        _daybook.Do("invoice", "Acme", "2026-08").ShouldContain("There is nothing to be billed.");
        _daybook.Do("invoice", "list").ShouldBe("2026-017  Acme  2026-08-01..2026-08-31  4:20  348.83 EUR\n2026-018  Acme  2026-08-01..2026-08-31  0:30   40.25 EUR\n");
        _daybook.Do("check");
    }

    [Fact]
    public void What_is_deleted_later_is_a_line_below_zero()
    {
        Mark();
        _daybook.Do("drop", "0003");
        Csv("Acme", "2026-08").ShouldBe(["web -1:00:00 -80.50", "total -1:00:00 -80.50"]);
        _daybook.Do("invoice", "Acme", "2026-08").ShouldContain("-1:00  -1.00  -80.50 EUR");
        Csv("Bolt", "2026-08").ShouldBe(["web 1:00:00 95.00", "total 1:00:00 95.00"]); // of the same project, that day after
        _daybook.Do("invoice", "Acme", "2026-08", "--mark", "C-1").ShouldEndWith("marked invoice C-1, Acme 2026-08-01..2026-08-31: -1:00, -80.50 EUR [0007]\n");
        Csv("Acme", "2026-08").ShouldBeEmpty();
        // Whoever drops the first invoice and not the credit has the whole of it to bill again.
        _daybook.Do("invoice", "drop", "2026-017").ShouldBe("dropped invoice 2026-017, Acme 2026-08-01..2026-08-31: 4:20, 348.83 EUR [0006]\n");
        Csv("Acme", "2026-08").ShouldBe(["api 3:20:00 268.33", "web 1:00:00 80.50", "total 4:20:00 348.83"]);
    }

    [Fact]
    public void A_rate_that_changes_later_changes_no_invoice()
    {
        Mark();
        var (shown, listed) = (_daybook.Do("invoice", "show", "2026-017"), _daybook.Do("invoice", "list"));
        Configure("", """{ "Client": "Acme", "Hour": 200 }""");
        _daybook.Do("drop", "0003");
        _daybook.Do("invoice", "show", "2026-017").ShouldBe(shown);
        _daybook.Do("invoice", "list").ShouldBe(listed);
        shown.ShouldContain("Invoice 2026-017  4:20");
        shown.ShouldContain("api        Acme  80.50 EUR  3:20  3.333333  268.33 EUR");
    }

    [Fact]
    public void A_mark_is_taken_back_by_drop_and_by_undo_of_the_run()
    {
        Mark();
        var before = _daybook.Dump();
        _daybook.Do("invoice", "drop", "2026-017", "--dry-run").ShouldBe("would be dropped invoice 2026-017, Acme 2026-08-01..2026-08-31: 4:20, 348.83 EUR [0006]\n");
        _daybook.Dump().ShouldBe(before);
        _daybook.Do("invoice", "drop", "2026-017");
        Csv("Acme", "2026-08")[^1].ShouldBe("total 4:20:00 348.83");
        _daybook.Do("invoice", "list").ShouldBe("nothing was billed\n");
        _daybook.Run("invoice", "drop", "2026-017").Code.ShouldBe(ExitCode.BadData);
        _daybook.Do("import", "undo", "7"); // the drop
        Csv("Acme", "2026-08").ShouldBeEmpty();
        _daybook.Do("import", "undo", "6"); // the mark
        Csv("Acme", "2026-08")[^1].ShouldBe("total 4:20:00 348.83");
        Mark().ShouldContain("marked invoice 2026-017, "); // its number is free again
    }

    [Fact]
    public void A_number_is_given_once()
    {
        Mark();
        var (code, output, error) = _daybook.Run("invoice", "Bolt", "2026-08", "--mark", "2026-017", "--out", _daybook.File("b.txt"));
        code.ShouldBe(ExitCode.BadData);
        (output, error).ShouldBe(("", "daybook: there is an invoice 2026-017 already. 'daybook invoice show 2026-017' shows it.\n"));
        File.Exists(_daybook.File("b.txt")).ShouldBeFalse();
        _daybook.Do("invoice", "Bolt", "2026-08", "--mark", " 2026-018 ").ShouldContain("marked invoice 2026-018, ");
        _daybook.Run("invoice", "show", "2026-19").Error.ShouldBe("daybook: there is no invoice 2026-19. There is 2026-017, 2026-018: 'daybook invoice list' has them all.\n");
    }

    [Fact]
    public void Where_there_is_nothing_nothing_is_marked()
    {
        Mark();
        _daybook.Run("invoice", "Acme", "2026-08", "--mark", "X").ShouldBe((ExitCode.BadData, "", "daybook: there is nothing of Acme to be billed from 2026-08-01 to 2026-08-31\n"));
    }

    // what is asked for, the code, what is said
    [Theory]
    [InlineData("invoice acne 2026-08", ExitCode.BadData, "the ledger has no time of a client 'acne'. The nearest are 'Acme', 'Bolt'.")]
    [InlineData("invoice Acme 2026-08 --project wbe", ExitCode.BadData, "Acme has no time of a project 'wbe'")]
    [InlineData("invoice Acme 2026-08 --round", ExitCode.BadData, "nothing says how to round: Rounding in the configuration does.")]
    [InlineData("invoice", ExitCode.Usage, "say whose: daybook invoice CLIENT 2026-08")]
    [InlineData("invoice  2026-08", ExitCode.Usage, "say whose: daybook invoice CLIENT 2026-08")] // as what a script has not set is
    [InlineData("invoice Acme August", ExitCode.Usage, "'August' is not a period")]
    [InlineData("invoice Acme 2026-08 --by week", ExitCode.Usage, "'week' is none of project, task, day")]
    [InlineData("invoice Acme 2026-08 --note x", ExitCode.Usage, "--note is kept with a mark: say --mark NUMBER")]
    [InlineData("invoice Acme 2026-08 --mark ", ExitCode.Usage, "--mark is empty where a number is expected")]
    [InlineData("invoice Acme 2026-08 --format pdf", ExitCode.Usage, "'pdf' is none of")]
    [InlineData("invoice Acme 2026-08 --format csv --mark 1", ExitCode.Usage, "write them to a file, --out FILE")]
    [InlineData("invoice Acme 2026-08 --format html --mark 1", ExitCode.Usage, "write them to a file, --out FILE")]
    [InlineData("invoice show 2026-017", ExitCode.BadData, "there is no invoice 2026-017. 'daybook invoice CLIENT PERIOD --mark NUMBER' makes one.")]
    public void What_cannot_be_done_is_told_and_nothing_is_written(string call, ExitCode expected, string told)
    {
        _daybook.Do("report", "week", "2026-W32"); // so that nothing is left to be worked out
        var before = Listing();
        var (code, output, error) = _daybook.Run(call.Split(' '));
        code.ShouldBe(expected, error);
        output.ShouldBe("");
        error.ShouldContain(told);
        Listing().ShouldBe(before);
    }

    [Fact]
    public void Without_a_ledger_there_is_nothing_to_bill()
    {
        File.Delete(_daybook.LedgerPath);
        _daybook.Run("invoice", "Acme", "2026-08", "--mark", "1").ShouldSatisfyAllConditions(r => r.Code.ShouldNotBe(ExitCode.Done), r => r.Error.ShouldContain("there is no ledger at"));
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("project", "api 3:30:00 281.75, web 1:00:00 80.50, total 4:30:00 362.25")]
    [InlineData("day", "api 2:00:00 161.00, api 1:30:00 120.75, web 1:00:00 80.50, total 4:30:00 362.25")]
    public void Round_rounds_each_line(string by, string lines)
    {
        Configure(Rounding);
        string.Join(", ", Csv("Acme", "2026-08", "--round", "--by", by)).ShouldBe(lines);
        _daybook.Do("invoice", "Acme", "2026-08", "--round").ShouldContain("  Each line is rounded up to 15 minutes.\n");
        _daybook.Do("invoice", "Acme", "2026-08", "--round", "--mark", "1").ShouldContain("marked invoice 1, Acme 2026-08-01..2026-08-31: 4:30, 362.25 EUR");
        Csv("Acme", "2026-08").ShouldBeEmpty(); // billed is the time that there is, whatever it was rounded to
        _daybook.Do("invoice", "show", "1").ShouldContain("4:30");
    }

    /// <summary>What stands on no invoice is on none.</summary>
    [Fact]
    public void What_is_rounded_to_nothing_stays_to_be_billed()
    {
        Configure(""", "Rounding": [{ "Minutes": 60, "Method": "down" }]""");
        Add("2026-08-06 09:00-09:59 letters Acme");
        _daybook.Do("invoice", "Acme", "2026-08", "--round", "--mark", "1").ShouldNotContain("letters");
        Csv("Acme", "2026-08").ShouldBe(["letters 0:59:00 79.16", "total 0:59:00 79.16"]);
    }

    [Theory]
    [InlineData("text", "Invoice 2026-017")]
    [InlineData("html", "<h1>Invoice 2026-017")]
    [InlineData("md", "# Invoice 2026-017")]
    [InlineData("csv", "total,Acme,")]
    [InlineData("json", "\"report\": \"invoice\"")]
    public void The_lines_are_written_to_a_file(string format, string holds)
    {
        var path = _daybook.File($"acme.{format}");
        _daybook.Do("invoice", "Acme", "2026-08", "--format", format, "--out", path, "--mark", "2026-017").ShouldBe($"{path}\n{Marked}");
        File.ReadAllText(path).ShouldContain(holds);
        _daybook.Do("invoice", "show", "2026-017", "--format", format).ShouldBe(File.ReadAllText(path));
    }

    [Theory]
    [InlineData("invoice Acme 2026-08 --mark 1", "marked", "would be marked invoice 1, Acme 2026-08-01..2026-08-31: 4:20, 348.83 EUR [0006]\n")]
    [InlineData("invoice Acme 2026-08 --mark 1 --out FILE --format csv", "marked", "would write FILE\nwould be marked invoice 1, Acme 2026-08-01..2026-08-31: 4:20, 348.83 EUR [0006]\n")]
    [InlineData("invoice Acme 2026-08 --out FILE", "", "would write FILE\n")]
    public void A_rehearsal_says_what_it_would_do_and_writes_nothing(string call, string what, string ends)
    {
        _daybook.Do("report", "week", "2026-W32");
        var (before, file) = (Listing(), _daybook.File("lines.txt"));
        var output = _daybook.Do([.. call.Replace("FILE", file, StringComparison.Ordinal).Split(' '), "--dry-run"]);
        output.ShouldEndWith(ends.Replace("FILE", file, StringComparison.Ordinal));
        Listing().ShouldBe(before);
        if (what.Length > 0) _daybook.Json("invoice", "Acme", "2026-08", "--mark", "1", "--dry-run", "--json").GetProperty("dry_run").GetBoolean().ShouldBeTrue();
        Listing().ShouldBe(before);
    }

    /// <summary>Nobody has to take a document apart: one is printed, and it is whole.</summary>
    [Fact]
    public void With_json_one_document_says_what_was_marked()
    {
        var page = _daybook.Json("invoice", "Acme", "2026-08", "--json");
        page.GetProperty("sections").GetProperty("lines").GetProperty("rows").GetArrayLength().ShouldBe(2);
        var path = _daybook.File("acme.json");
        var change = _daybook.Json("invoice", "Acme", "2026-08", "--mark", "1", "--note", "paid", "--json", "--out", path).GetProperty("changes")[0];
        JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("report").GetString().ShouldBe("invoice");
        change.GetProperty("what").GetString().ShouldBe("marked");
        change.GetProperty("invoice").GetProperty("note").GetString().ShouldBe("paid");
        _daybook.Json("invoice", "Bolt", "2026-08", "--mark", "2", "--json").GetProperty("changes")[0].GetProperty("invoice").GetProperty("lines")[0].GetProperty("amount").GetString().ShouldBe("95");
        _daybook.Do("invoice", "list").ShouldBe("1  Acme  2026-08-01..2026-08-31  4:20  348.83 EUR  paid\n2  Bolt  2026-08-01..2026-08-31  1:00   95.00 CHF\n");
        _daybook.Json("invoice", "show", "2", "--json").GetProperty("total").GetProperty("text").GetString().ShouldBe("1:00");
    }

    [Fact]
    public void A_list_taken_in_by_another_ledger_marks_the_same()
    {
        Mark();
        _daybook.Do("drop", "0003");
        _daybook.Do("invoice", "Acme", "2026-08", "--by", "task", "--mark", "C-1", "--note", "credit");
        _daybook.Do("invoice", "Bolt", "2026-08", "--by", "day", "--mark", "B-1");
        using var other = new ADaybook { Now = _daybook.Now };
        other.Write("settings.json", File.ReadAllText(_daybook.ConfigPath));
        other.Do("import", other.Write("entries.json", _daybook.Do("entries", "--json")));
        other.Do("import", other.Write("invoices.json", _daybook.Do("invoice", "list", "--json")));
        other.Do("invoice", "list").ShouldBe(_daybook.Do("invoice", "list"));
        other.Do("invoice", "list", "--json").ShouldBe(_daybook.Do("invoice", "list", "--json"));
        foreach (var number in (string[])["2026-017", "C-1", "B-1"]) other.Do("invoice", "show", number, "--format", "csv").ShouldBe(_daybook.Do("invoice", "show", number, "--format", "csv"));
        foreach (var client in (string[])["Acme", "Bolt"]) other.Do("invoice", client, "2026-08").ShouldContain("There is nothing to be billed.");
        var before = other.Dump();
        other.Do("import", other.File("invoices.json"));
        other.Dump().ShouldBe(before);
    }

    [Fact]
    public void What_was_worked_before_invoices_began_counts_as_billed()
    {
        Configure("", invoicesFrom: """, "InvoicesFrom": "2026-08-04" """);
        Csv("Acme", "2026-08").ShouldBe(["api 1:20:00 107.33", "web 1:00:00 80.50", "total 2:20:00 187.83"]);
        _daybook.Do("report", "billing", "2026-08").ShouldContain("4:20"); // sold it was
    }

    private string Mark() => _daybook.Do("invoice", "Acme", "2026-08", "--mark", "2026-017");

    /// <summary>Project, time and amount of each line.</summary>
    private List<string> Csv(string client, string period, params string[] more) => [.. Reports.Csv.Rows(_daybook.Do(["invoice", client, period, "--format", "csv", .. more]).Replace("\r\n", "\n", StringComparison.Ordinal))
        .Skip(1).Select(r => $"{(r[0] == "total" ? "total" : r[2])} {r[7]} {r[11]}")];

    /// <summary>But for what says who wrote last.</summary>
    private List<string> Listing() => [.. _daybook.Listing().Where(line => !line.StartsWith("ledger.db.lock ", StringComparison.Ordinal) && !line.StartsWith("ledger.db-journal ", StringComparison.Ordinal))];

    private void Add(string row)
    {
        var cells = row.Split(' ');
        _daybook.Do(["add", cells[0], cells[1], "--project", cells[2], .. cells.Length > 3 ? new[] { "--client", cells[3] } : [], .. cells.Length > 4 ? new[] { "--task", cells[4] } : []]);
    }

    private void Configure(string more, string rates = Rates, string invoicesFrom = "") =>
        _daybook.Configure($$"""{ "Zones": [{ "Zone": "UTC" }], "Money": { "Currency": "EUR", "Rates": [{{rates}}]{{invoicesFrom}} }{{more}} }""");
}
