using System.IO.Compression;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>An export whose entries name nothing themselves: the zip, the folder, one file of it, and the inbox.</summary>
public sealed class SolidtimeImportTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "solidtime", "export");

    private readonly ADaybook _daybook = new() { Now = "2026-11-01T08:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void The_zip_is_taken_in_as_a_whole()
    {
        var (code, output, error) = _daybook.Run("import", _daybook.Write("export.zip", Zip()));
        code.ShouldBe(ExitCode.Done, error);
        output.ShouldEndWith("4 new, 0 same, 0 changed, 0 rejected\n");
        error.ShouldContain("export.zip!members.csv: note: it belongs to time_entries.csv, which is read");
        error.ShouldNotContain("warning");
        Named().ShouldBe(2);
        _daybook.Run("identify", _daybook.File("export.zip")).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public void Names_that_come_later_change_what_had_none_and_never_the_other_way()
    {
        var alone = _daybook.Write("alone/time_entries.csv", File.ReadAllBytes(Path.Combine(Samples, "time_entries.csv")));
        var (code, _, error) = _daybook.Run("import", alone);
        code.ShouldBe(ExitCode.Done, error);
        error.ShouldContain("warning: ids stand where names should, of projects.csv, clients.csv, tasks.csv, tags.csv, members.csv, organizations.csv (not beside it)");
        Named().ShouldBe(0);
        _daybook.Do("import", Samples).ShouldEndWith("0 new, 0 same, 4 changed, 0 rejected\n");
        Named().ShouldBe(2);
        _daybook.Do("import", alone);
        Named().ShouldBe(2);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Names_alone_are_refused_by_what_they_are()
    {
        var (code, _, error) = _daybook.Run("import", _daybook.Write("projects.csv", File.ReadAllBytes(Path.Combine(Samples, "projects.csv"))));
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("it holds solidtime's projects, which give names to time_entries.csv: import that, or the zip");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_inbox_keeps_the_names_beside_the_entries_until_these_are_in(bool isZip)
    {
        if (isZip) _daybook.Write("inbox/export.zip", Zip());
        else foreach (var path in Directory.GetFiles(Samples).Where(IsExported)) _daybook.Write($"inbox/{Path.GetFileName(path)}", File.ReadAllBytes(path));
        _daybook.Do("run");
        Named().ShouldBe(2);
        Directory.GetFiles(_daybook.File("inbox")).ShouldBeEmpty();
        Directory.GetFiles(_daybook.File("archive")).Length.ShouldBe(isZip ? 1 : 10);
    }

    [Fact]
    public void The_inbox_keeps_the_names_of_entries_that_are_cut_short()
    {
        foreach (var path in Directory.GetFiles(Samples).Where(IsExported)) _daybook.Write($"inbox/{Path.GetFileName(path)}", File.ReadAllBytes(path));
        var entries = File.ReadAllText(Path.Combine(Samples, "time_entries.csv"));
        _daybook.Write("inbox/time_entries.csv", entries[..entries.IndexOf("undone", StringComparison.Ordinal)]);
        _daybook.Run("run").Code.ShouldBe(ExitCode.PartlyDone);
        Directory.GetFiles(_daybook.File("inbox")).Length.ShouldBe(10);
    }

    private long Named() => _daybook.Number("""
        select count(*) from time_entry join name on name.id = project_id where is_current = 1 and name.text = 'Website, new'
        """);

    private static bool IsExported(string path) => !path.EndsWith(".txt", StringComparison.Ordinal);

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var path in Directory.GetFiles(Samples).Where(IsExported).Order(StringComparer.Ordinal))
            {
                using var member = zip.CreateEntry(Path.GetFileName(path)).Open();
                member.Write(File.ReadAllBytes(path));
            }
        return bytes.ToArray();
    }
}
