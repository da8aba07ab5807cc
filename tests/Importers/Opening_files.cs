using System.IO.Compression;
using System.Text;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;

namespace Daybook.Tests.Importers;

public sealed class Opening_files : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daybook-opening-").FullName;

    [Fact]
    public void A_folder_gives_its_files_in_order_and_only_those_that_may_be_imported()
    {
        Write("b.json");
        Write("a/z.JSON");
        Write("a/deep/x.json.gz");
        Write("notes.txt");
        Names(_folder).ShouldBe(["a/deep/x.json.gz", "a/z.JSON", "b.json"]);
    }

    [Theory]
    [InlineData("*.json", "a.json b.json")]
    [InlineData("?.json", "a.json b.json")]
    [InlineData("**/c.json", "sub/c.json sub/sub/c.json")]
    [InlineData("sub/**", "sub/c.json sub/d.txt sub/sub/c.json")]
    [InlineData("s*/?.txt", "sub/d.txt")]
    public void A_glob_gives_what_matches(string pattern, string names)
    {
        foreach (var name in (string[])["a.json", "b.json", "sub/c.json", "sub/d.txt", "sub/sub/c.json"]) Write(name);
        Names(Path.Combine(_folder, pattern)).ShouldBe(names.Split(' '));
    }

    [Theory]
    [InlineData("missing.json", "there is no such file or folder")]
    [InlineData("*.nothing", "no file matches")]
    [InlineData("empty", "the folder holds no file whose ending is one that is imported")]
    public void What_leads_nowhere_is_a_problem_and_not_a_throw(string name, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        var problem = At(Path.Combine(_folder, name)).ShouldHaveSingleItem().Problem.ShouldNotBeNull();
        (problem.Message, problem.Severity).ShouldBe((message, Severity.Error));
    }

    [Fact]
    public void A_pipe_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes and devices are told apart on Linux only");
        At("/dev/zero").ShouldHaveSingleItem().Problem.ShouldNotBeNull().Message.ShouldBe("it is a pipe or a device, not a file");
    }

    [Fact]
    public void Gzip_is_known_by_its_first_bytes_also_from_standard_input()
    {
        var packed = Gzip("[1, 2]");
        File.WriteAllBytes(Path.Combine(_folder, "export.json"), packed);
        Content(At(Path.Combine(_folder, "export.json")).ShouldHaveSingleItem()).ShouldBe("[1, 2]");
        Content(SourceFiles.At(["-"], () => new MemoryStream(packed)).ShouldHaveSingleItem()).ShouldBe("[1, 2]");
        Content(SourceFiles.At(["-"], () => new MemoryStream("[3]"u8.ToArray())).ShouldHaveSingleItem()).ShouldBe("[3]");
    }

    [Fact]
    public void A_zip_archive_gives_its_members_and_refuses_archives_inside()
    {
        var path = Path.Combine(_folder, "export.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            foreach (var name in (string[])["../one.json", "two.json", "read me.txt", "inner.zip"])
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(Encoding.UTF8.GetBytes(name));
            }
        var found = At(path).ToList();
        found.Select(f => (f.File?.Name ?? f.Problem!.File)[(path.Length + 1)..]).ShouldBe(["../one.json", "two.json", "inner.zip"]);
        Content(found[0]).ShouldBe("../one.json");
        Content(found[1]).ShouldBe("two.json");
        found[2].Problem.ShouldNotBeNull().Message.ShouldBe("it is an archive inside an archive");
    }

    [Fact]
    public void An_archive_is_opened_once_for_a_walk_over_its_members_and_anew_after_it()
    {
        var path = Zip("days.zip", [.. Enumerable.Range(0, 50).Select(i => ($"{i}.json", $"[{i}]"))]);
        var files = new List<Found>();
        foreach (var found in At(path))
        {
            Content(found).ShouldBe($"[{files.Count}]");
            Content(found).ShouldBe($"[{files.Count}]");
            files.Add(found);
            // Whoever opened the archive for each member would find the file gone.
            if (files.Count == 1) File.Move(path, $"{path}.moved");
        }
        files.Count.ShouldBe(50);
        Should.Throw<IOException>(() => Content(files[7]));
        File.Move($"{path}.moved", path);
        Content(files[7]).ShouldBe("[7]");
        Zip("days.zip", [("0.json", "[]")]);
        Should.Throw<IOException>(() => Content(files[7])).Message.ShouldBe("the archive is another one than when its members were listed");
        Content(files[0]).ShouldBe("[]");
    }

    [Fact]
    public void Members_that_are_open_at_once_do_not_disturb_one_another()
    {
        var texts = Enumerable.Range(0, 4).Select(i => string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{n * (i + 3)} "))).ToList();
        var path = Zip("some.zip", [.. texts.Select((text, i) => ($"{i}.json", text))]);
        foreach (var found in At(path))
        {
            using var first = found.File.ShouldNotBeNull().Open();
            first.ReadByte();
            Parallel.ForEach(texts, (text, _, i) => Content(Found.At(found.File.Beside($"{i}.json").ShouldNotBeNull())).ShouldBe(text));
            first.ReadByte();
            first.Dispose();
            first.Dispose();
            Parallel.ForEach(texts, (text, _, i) => Content(Found.At(found.File.Beside($"{i}.json").ShouldNotBeNull())).ShouldBe(text));
        }
    }

    [Fact]
    public void A_file_finds_another_beside_it_by_its_name_alone()
    {
        foreach (var name in (string[])["a.csv", "b.csv", "deep/a.csv", "deep/c.csv"]) Write(name);
        Directory.CreateDirectory(Path.Combine(_folder, "d.csv"));
        var file = At(Path.Combine(_folder, "a.csv")).ShouldHaveSingleItem().File.ShouldNotBeNull();
        file.Beside("b.csv").ShouldNotBeNull().Name.ShouldBe(Path.Combine(_folder, "b.csv"));
        foreach (var name in (string[])["c.csv", "d.csv", "missing.csv"]) file.Beside(name).ShouldBeNull();
        foreach (var name in (string[])["deep/c.csv", "../a.csv", "..", ".", "", "deep\\c.csv"]) Should.Throw<ArgumentException>(() => file.Beside(name));
        SourceFiles.At(["-"], () => new MemoryStream("[3]"u8.ToArray())).ShouldHaveSingleItem().File.ShouldNotBeNull().Beside("b.csv").ShouldBeNull();
    }

    [Fact]
    public void A_member_finds_only_members_of_its_own_folder_in_the_archive()
    {
        Write("outside.csv");
        var path = Path.Combine(_folder, "export.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            foreach (var name in (string[])["a.csv", "b.csv", "deep/a.csv", "deep/c.csv", "../outside.csv", "twice.csv", "twice.csv", "B.CSV", "notes.txt", "inner.zip"])
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(Encoding.UTF8.GetBytes(name));
            }
        var files = At(path).Select(f => f.File).OfType<SourceFile>().ToList();
        Content(Found.At(files[0].Beside("b.csv").ShouldNotBeNull())).ShouldBe("b.csv");
        foreach (var name in (string[])["c.csv", "outside.csv", "twice.csv", "notes.txt", "inner.zip"]) files[0].Beside(name).ShouldBeNull(name);
        var deep = files.Find(f => f.Name.EndsWith("deep/a.csv", StringComparison.Ordinal)).ShouldNotBeNull();
        Content(Found.At(deep.Beside("c.csv").ShouldNotBeNull())).ShouldBe("deep/c.csv");
        deep.Beside("b.csv").ShouldBeNull();
        files.Select(f => f.Name[(path.Length + 1)..]).Where(n => n.StartsWith("twice", StringComparison.Ordinal)).ShouldBe(["twice.csv", "twice.csv#2"]);
    }

    [Fact]
    public void A_damaged_archive_is_a_problem()
    {
        File.WriteAllBytes(Path.Combine(_folder, "bad.zip"), [(byte)'P', (byte)'K', 3, 4, 1, 2, 3]);
        At(Path.Combine(_folder, "bad.zip")).ShouldHaveSingleItem().Problem.ShouldNotBeNull().Message.ShouldStartWith("the archive is damaged: ");
    }

    [Fact]
    public void Members_that_share_their_bytes_are_given_up()
    {
        var path = Path.Combine(_folder, "overlap.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var member = archive.CreateEntry("a.csv").Open();
            member.Write(new byte[1 << 20]);
        }
        var bytes = File.ReadAllBytes(path);
        var (directory, end) = (bytes.AsSpan().LastIndexOf("PK\x01\x02"u8), bytes.AsSpan().LastIndexOf("PK\x05\x06"u8));
        var entry = bytes[directory..end];
        var closing = bytes[end..];
        const int Copies = 3;
        (closing[8], closing[10], closing[12]) = (Copies, Copies, (byte)(Copies * entry.Length));
        File.WriteAllBytes(path, [.. bytes[..directory], .. entry, .. entry, .. entry, .. closing]);
        At(path).ShouldHaveSingleItem().Problem.ShouldNotBeNull().Message.ShouldBe("the archive is damaged: its members overlap");
    }

    [Fact]
    public void An_archive_made_to_fill_the_disk_is_given_up()
    {
        var path = Path.Combine(_folder, "bomb.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 70; i++) gzip.Write(block);
        }
        Should.Throw<IOException>(() => Content(At(path).ShouldHaveSingleItem())).Message.ShouldContain("100 times");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_a_problem()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "needs a user whom permissions bind");
        Write("secret.json");
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows keeps permissions otherwise");
        else File.SetUnixFileMode(Path.Combine(_folder, "secret.json"), UnixFileMode.None);
        At(Path.Combine(_folder, "secret.json")).ShouldHaveSingleItem().Problem.ShouldNotBeNull().Message.ShouldBe("it may not be read");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<Found> At(string path) => SourceFiles.At([path], () => Stream.Null);

    private List<string> Names(string path) => At(path).Select(f => Path.GetRelativePath(_folder, f.File.ShouldNotBeNull().Name)).ToList();

    private static string Content(Found found)
    {
        using var reader = new StreamReader(found.File.ShouldNotBeNull().Open());
        return reader.ReadToEnd();
    }

    private string Zip(string name, params (string Name, string Content)[] members)
    {
        var path = Path.Combine(_folder, name);
        using var archive = new ZipArchive(File.Open(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var (inside, content) in members)
        {
            using var member = archive.CreateEntry(inside).Open();
            member.Write(Encoding.UTF8.GetBytes(content));
        }
        return path;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private void Write(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "[]");
    }
}
