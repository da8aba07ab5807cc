using Daybook.Importers.Remote;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;

namespace Daybook.Tests.Worker.Pulling;

public sealed class SecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_credential_comes_before_a_file_and_a_file_before_a_variable()
    {
        _environment["DAYBOOK_SECRET_MY_WORK_2"] = "of-the-environment";
        Find("my work-2").ShouldBe("of-the-environment");
        var file = Write("key", "of-the-file\n");
        Find("my work-2", file).ShouldBe("of-the-file");
        _environment["CREDENTIALS_DIRECTORY"] = _folder.Path;
        Find("my work-2", file).ShouldBe("of-the-file");
        Write("my work-2", "of-the-system", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Find("my work-2", file).ShouldBe("of-the-system");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("changeme")]
    [InlineData("CHANGEME")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("short")]
    [InlineData("two words of it")]
    [InlineData("line-one\nline-two")]
    [InlineData("ключ-от-сервиса")]
    public void What_is_no_key_is_refused(string text)
    {
        Flaw("x", Write("key", text));
        _environment["DAYBOOK_SECRET_X"] = text;
        Flaw("x").ShouldNotContain("two words");
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        foreach (var mode in (UnixFileMode[])[UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.GroupWrite, UnixFileMode.OtherWrite])
            Flaw("x", Write("key", "of-the-file", UnixFileMode.UserRead | UnixFileMode.UserWrite | mode)).ShouldContain("can be read by others");
    }

    [Fact]
    public void A_link_is_refused_and_so_is_what_is_not_there()
    {
        File.CreateSymbolicLink(_folder.File("link"), Write("key", "of-the-file"));
        Flaw("x", _folder.File("link")).ShouldContain("is a link");
        Flaw("x", _folder.File("nothing")).ShouldContain("there is no file");
        Flaw("x").ShouldBe("nobody has said its key");
    }

    [Fact]
    public void A_source_whose_name_is_a_path_leads_nowhere_else()
    {
        Write("key", "of-the-system");
        _environment["CREDENTIALS_DIRECTORY"] = _folder.File("below");
        Directory.CreateDirectory(_folder.File("below"));
        Flaw("../key").ShouldBe("nobody has said its key");
    }

    [Fact]
    public void It_says_nothing_of_itself() => new Secret("of-the-file").ToString().ShouldBe("***");

    private string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(_folder.File(name), text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.File(name), mode);
        return _folder.File(name);
    }

    private string Find(string source, string? file = null)
    {
        var secret = Secrets.Of(source, file, _environment.GetValueOrDefault, out var flaw, out _);
        flaw.ShouldBeNull();
        return secret!.Reveal();
    }

    private string Flaw(string source, string? file = null)
    {
        Secrets.Of(source, file, _environment.GetValueOrDefault, out var flaw, out var hint).ShouldBeNull();
        hint.ShouldContain("DAYBOOK_SECRET_");
        return flaw.ShouldNotBeNull();
    }
}
