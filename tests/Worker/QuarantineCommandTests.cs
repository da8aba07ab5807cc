using System.IO.Compression;
using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Rejected rows of files that lay in archives, were compressed, were moved, or are gone.</summary>
public sealed class QuarantineCommandTests : IDisposable
{
    private const string Toggl = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n";
    private const string Harvest = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name\n";
    private const string BadHarvest = "2026-10-21,,W,T,,\"1,500\",Yes,Ada,Example\n";
    private const string BadReason = "'9 o'clock' is not a time of day";

    private readonly ADaybook _daybook = new();

    public QuarantineCommandTests() => _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }] }""");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Rows_of_an_archives_members_come_back_in_each_members_own_shape()
    {
        Import("a!b/my!export.zip", ("in!side/t.csv", Toggl + Row("9 o'clock") + Row("11:00:00")), ("in!side/h.csv", Harvest + BadHarvest));
        var files = Export();
        files.Length.ShouldBe(2);
        files.ShouldContain(f => f.EndsWith(",\"daybook reason\"\n" + Row("9 o'clock").TrimEnd('\n') + $",\"{BadReason}\"\n", StringComparison.Ordinal));
        files.ShouldContain(f => f.StartsWith("\"Date\",\"Client\",", StringComparison.Ordinal) && f.Contains(BadHarvest.TrimEnd('\n'), StringComparison.Ordinal));
        var mended = _daybook.Write("mended.csv", files.Single(f => f.Contains("o'clock", StringComparison.Ordinal)).Replace("9 o'clock,", "09:00:00,", StringComparison.Ordinal));
        _daybook.Do("import", mended).ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void The_reason_has_its_column_however_many_cells_a_row_has()
    {
        Import("export.zip", ("t.csv", Toggl + "Ada,ada@example.org,,P\n" + Row("9 o'clock").TrimEnd('\n') + ",more,\"and, more\"\n"));
        var lines = Export().ShouldHaveSingleItem().TrimEnd('\n').Split('\n');
        lines.Select(l => Reports.Csv.Rows(l + "\n").ShouldHaveSingleItem().Count).Distinct().ShouldHaveSingleItem().ShouldBe(Toggl.Split(',').Length + 3);
        lines[0].ShouldEndWith(",,,\"daybook reason\"");
    }

    [Fact]
    public void Retry_reads_only_the_members_with_rejected_rows_once_the_archive_is_mended()
    {
        var path = Import("export.zip", ("good.csv", Toggl + Row("08:00:00")), ("t.csv", Toggl + Row("9 o'clock") + Row("11:00:00")), ("h.csv", Harvest + BadHarvest));
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "harvest", "DecimalSeparator": "," }] }""");
        var again = _daybook.Run("quarantine", "retry");
        again.Code.ShouldBe(ExitCode.PartlyDone, again.Error);
        again.Output.ShouldContain($"{path}!h.csv: harvest-detailed: 1 new, 0 same, 0 changed, 0 rejected");
        again.Output.ShouldContain($"{path}!t.csv: toggl-detailed: 0 new, 1 same, 0 changed, 1 rejected");
        again.Output.ShouldNotContain("good.csv");
        again.Error.ShouldNotContain("not recognised");

        _daybook.Write("export.zip", Zip(("good.csv", Toggl + Row("08:00:00")), ("t.csv", Toggl + Row("10:00:00") + Row("11:00:00"))));
        _daybook.Do("quarantine", "retry").ShouldContain("t.csv: toggl-detailed: 1 new, 1 same, 0 changed, 0 rejected\n");
        _daybook.Number("select count(*) from settled where what = 'kind'").ShouldBe(0);
    }

    [Fact]
    public void An_archive_that_is_gone_is_said_with_what_can_be_done()
    {
        var path = Import("export.zip", ("t.csv", Toggl + Row("9 o'clock")));
        File.Move(path, path + ".moved");
        var retried = _daybook.Run("quarantine", "retry");
        retried.Code.ShouldBe(ExitCode.NoInput);
        retried.Error.ShouldBe($"{path}!t.csv: error: the file is gone\n    Put it back where it was, or mend its rows and import them: daybook quarantine export\n");
        var exported = _daybook.Run("quarantine", "export", "--out", _daybook.File("bad"));
        exported.Error.ShouldContain($"{path}!t.csv: warning: the file is gone, so its rows are given as text in JSON\n    Put the file back");
        File.ReadAllText(Directory.GetFiles(_daybook.File("bad")).ShouldHaveSingleItem()).ShouldContain("\"daybook reason\"");

        File.WriteAllBytes(path, Zip(("other.csv", Toggl)));
        _daybook.Run("quarantine", "retry").Error.ShouldStartWith($"{path}!t.csv: error: the archive no longer has it\n");
        File.WriteAllBytes(path, [.. "PK\x03\x04"u8, 1, 2, 3]);
        var damaged = _daybook.Run("quarantine", "retry").Error;
        damaged.ShouldStartWith($"{path}: error: the archive is damaged");
        damaged.ShouldNotContain("no longer");
    }

    [Theory]
    [InlineData("my!export.zip"), InlineData("export.csv.gz")]
    public void A_file_the_inbox_has_put_away_is_found_again(string name)
    {
        var text = Toggl + Row("9 o'clock") + Row("11:00:00");
        _daybook.Write($"inbox/{name}", name.EndsWith(".gz", StringComparison.Ordinal) ? AnAccount.Gzip(Encoding.UTF8.GetBytes(text)) : Zip(("t.csv", text)));
        _daybook.Run("run").Code.ShouldBe(ExitCode.PartlyDone);
        Directory.GetFiles(_daybook.File("inbox")).ShouldBeEmpty();
        Export().ShouldHaveSingleItem().ShouldContain($",\"{BadReason}\"\n");
        for (var i = 0; i < 2; i++) _daybook.Run("quarantine", "retry").Output.ShouldContain(": toggl-detailed: 0 new, 1 same, 0 changed, 1 rejected");
    }

    [Fact]
    public void What_came_through_standard_input_is_not_waited_for()
    {
        _daybook.RunWith(Encoding.UTF8.GetBytes(Toggl + Row("9 o'clock")), "import", "-").Code.ShouldBe(ExitCode.PartlyDone);
        var (code, _, error) = _daybook.RunWith(Encoding.UTF8.GetBytes(Toggl + Row("12:00:00")), "quarantine", "retry");
        code.ShouldBe(ExitCode.NoInput);
        error.ShouldStartWith("-: error: it came through standard input and was not kept\n");
    }

    [Fact]
    public void Members_of_one_name_are_told_apart_and_each_place_leads_to_its_own_row()
    {
        var account = new AnAccount();
        var days = ((string, string)[])[("2026-03-02", "atlas"), ("2026-03-03", "harbor")];
        var members = days.Select((day, i) => ("a.json", account.Export(AnAccount.Beats(Moment.Utc($"{day.Item1} 09:00"), [0, 5, 10 + i]).Select(b => b with { Project = day.Item2 })))).ToArray();
        var path = _daybook.Write("export.zip", Zip([.. members, ("t.csv", Toggl + Row("9 o'clock")), ("t.csv", Toggl + Row("10 o'clock"))]));
        _daybook.Run("import", path).Code.ShouldBe(ExitCode.PartlyDone);
        foreach (var (i, (day, project)) in days.Index())
        {
            var why = _daybook.Do("why", day, "--project", project);
            why.ShouldContain($"{path}!a.json{(i == 0 ? "" : "#2")}  (wakatime");
            why.ShouldContain("/days/0/heartbeats/2");
        }
        Export().Count(f => f.Contains("10 o'clock", StringComparison.Ordinal)).ShouldBe(1);
        _daybook.Run("quarantine", "retry").Output.ShouldContain($"{path}!t.csv#2: toggl-detailed: 0 new, 0 same, 0 changed, 1 rejected");

        // Packed anew in another order, they are known by what they hold.
        _daybook.Write("export.zip", Zip([.. members.Reverse()]));
        foreach (var (day, project) in days) _daybook.Do("why", day, "--project", project).ShouldContain("/days/0/heartbeats/2");
    }

    private string Import(string name, params (string Name, string Text)[] members)
    {
        var path = _daybook.Write(name, Zip(members));
        var (code, _, error) = _daybook.Run("import", path);
        code.ShouldBe(ExitCode.PartlyDone, error);
        return path;
    }

    private string[] Export()
    {
        var (_, _, error) = _daybook.Run("quarantine", "export", "--out", _daybook.File("bad"));
        error.ShouldBeEmpty();
        return [.. Directory.GetFiles(_daybook.File("bad")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
    }

    private static string Row(string start) => $"Ada,ada@example.org,,P,,,No,2026-10-21,{start},2026-10-21,12:30:00,,,\n";

    private static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (name, text) in members)
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        return packed.ToArray();
    }
}
