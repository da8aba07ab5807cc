using System.Diagnostics;
using System.Text;
using Daybook.Spool;
using Daybook.Tests.Support;

namespace Daybook.Tests.Spool;

/// <summary>How lines get into the spool: whole, in order, into one's own files and no others.</summary>
public sealed class SpoolWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string Root => _folder.File("spool");
    private string Target => Path.Combine(Root, "editor", "vim.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_line_stands_between_line_feeds_of_its_own()
    {
        Append("a", "b");
        Append("c");
        File.ReadAllText(Target).ShouldBe("\na\nb\n\nc\n");
    }

    [Fact]
    public void A_line_that_was_cut_costs_none_after_it()
    {
        Append("a");
        File.AppendAllText(Target, "\n{\"half");
        Append("b");
        Lines().ShouldBe(["a", "{\"half", "b"]);
    }

    [Fact]
    public void Files_and_folders_are_the_owners_alone()
    {
        Append("a");
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var folder in (string[])[Root, Path.Combine(Root, "editor")])
            File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("pipe", "mkfifo -m 600 \"$1\"")] // nobody reads it: an ordinary open would wait for ever
    [InlineData("link", "touch \"$1.else\"; ln -s \"$1.else\" \"$1\"")]
    [InlineData("link that leads nowhere", "ln -s \"$1.nowhere\" \"$1\"")]
    [InlineData("second name", "touch \"$1.else\"; chmod 600 \"$1.else\"; ln \"$1.else\" \"$1\"")]
    [InlineData("folder", "mkdir \"$1\"")]
    [InlineData("file that others may write to", "touch \"$1\"; chmod 666 \"$1\"")]
    [InlineData("folder that others may write to", "chmod 777 \"$(dirname \"$1\")\"")]
    [InlineData("folder that is a link", "d=$(dirname \"$1\"); mv \"$d\" \"$d-else\"; ln -s \"$d-else\" \"$d\"")]
    public void Nothing_is_written_to_what_is_no_file_of_ones_own(string what, string made)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Made with the tools of a POSIX system.");
        Append("before");
        File.Delete(Target);
        Sh(made);
        Record.Exception(() => Append("secret")).ShouldNotBeNull(what).ShouldSatisfyAllConditions(e => (e is IOException or UnauthorizedAccessException).ShouldBeTrue(e.ToString()));
        Directory.EnumerateFiles(_folder.Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => new FileInfo(f).Length > 0).ShouldBeEmpty(what);
    }

    [Fact]
    public void A_file_of_another_user_is_left_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can give a file away.");
        Append("before");
        Sh("chown 12345 \"$1\"");
        Should.Throw<IOException>(() => Append("secret")).Message.ShouldContain("another user's");
        Should.Throw<IOException>(() => SpoolFile.OpenToRead(Target)).Message.ShouldContain("another user's");
    }

    [Fact]
    public void A_device_is_left_alone() => Should.Throw<IOException>(() => SpoolFile.OpenToRead("/dev/zero"));

    [Theory]
    [InlineData(28)]
    [InlineData(27)]
    [InlineData(122)]
    public void A_full_disk_is_told_apart_from_other_trouble(int error) => SpoolFile.Failed("x", error).ShouldBeOfType<SpoolFullException>();

    [Fact]
    public void A_line_cannot_hold_another() => Should.Throw<ArgumentException>(() => Append("a\nb"));

    [Theory]
    [InlineData("../out")]
    [InlineData("")]
    public void A_source_cannot_lead_out_of_the_spool(string source) =>
        Should.Throw<ArgumentException>(() => new SpoolWriter(Root).Append(source, "vim", [Encoding.UTF8.GetBytes("a")], isPromised: false));

    private void Append(params string[] lines) =>
        new SpoolWriter(Root).Append("editor", "vim", [.. lines.Select(l => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(l))], isPromised: true);

    private IEnumerable<string> Lines() => File.ReadLines(Target).Where(l => l.Length > 0);

    private void Sh(string script)
    {
        using var process = Process.Start("sh", ["-ec", script, "sh", Target]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
