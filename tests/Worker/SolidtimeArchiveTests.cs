using System.IO.Compression;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>An export of several files that refer to each other, in the archive it comes in.</summary>
public sealed class SolidtimeArchiveTests : IDisposable
{
    private static readonly string Export = Path.Combine(Repository.Root, "samples/solidtime/export");

    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Names_come_from_the_files_beside_it_in_the_archive()
    {
        var path = Archive(_ => true);
        var (code, output, error) = _daybook.Run("import", path);

        code.ShouldBe(ExitCode.PartlyDone); // for the three bad rows alone
        output.ShouldEndWith("3 new, 0 same, 0 changed, 3 rejected\n");
        error.ShouldContain("note: it is projects.csv of solidtime's export");
        _daybook.Number("select count(*) from time_entry join name on name.id = project_id where name.text = 'Lanterns' and rate = 950000 and currency = 'EUR'").ShouldBe(1);
    }

    [Fact]
    public void Without_them_nothing_is_taken_in()
    {
        var (code, _, error) = _daybook.Run("import", Archive(name => name == "time_entries.csv"));
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("projects.csv, clients.csv");
        _daybook.Number("select count(*) from time_entry").ShouldBe(0);
    }

    private string Archive(Func<string, bool> isIn)
    {
        var path = _daybook.File($"{Guid.NewGuid()}.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.GetFiles(Export).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal) && isIn(Path.GetFileName(f))).Order(StringComparer.Ordinal))
            zip.CreateEntryFromFile(file, $"export/{Path.GetFileName(file)}");
        return path;
    }
}
