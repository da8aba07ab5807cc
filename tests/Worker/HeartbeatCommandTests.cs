using System.Text.Json;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>What EZTRACKER's plugins call, and what becomes of it.</summary>
public sealed class HeartbeatCommandTests : IDisposable
{
    private const string Plugin = "neovim/0.10 eztracker.nvim/0.0.1";
    private readonly ADaybook _daybook = new() { Now = "2026-09-01T12:00:00.25Z" };

    public HeartbeatCommandTests() => _daybook.Environment["HOME"] = _daybook.File("home");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void All_that_the_plugin_says_is_kept()
    {
        var path = _daybook.Write("api/src/a.lua", "");
        _daybook.Do("heartbeat", "--entity", path, "--time", "1788249600.123456", "--write", "--plugin", Plugin, "--alternate-language", "lua", "--project", "api", "--branch", "main",
            "--category", "debugging", "--lineno", "12", "--cursorpos", "3", "--lines", "100").ShouldBeEmpty();
        Lines("neovim").ShouldBe([$$"""{"entity":"{{path}}","type":"file","time":1788249600.123456,"project":"api","branch":"main","language":"lua","category":"debugging","is_write":true,"lineno":12,"cursorpos":3,"lines":100,"user_agent":"{{Plugin}}"}"""]);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse("a heartbeat needs no ledger");
    }

    [Fact]
    public void Without_a_time_it_is_now() => Beat("--entity", "/a/b.c").GetProperty("time").GetRawText().ShouldBe("1788264000.250000");

    [Fact]
    public void A_length_is_kept_and_is_no_time_by_itself()
    {
        var path = _daybook.Write("api/a.lua", "");
        foreach (var time in (string[])["1788249600", "1788249660"])
            _daybook.Do("heartbeat", "--entity", path, "--time", time, "--duration", "7200", "--plugin", Plugin);
        _daybook.Do("import").ShouldEndWith("2 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Worked().ShouldBe(Micros.PerMinute);
        _daybook.Number("select count(*) from source where name = 'editor' and importer = 'eztracker'").ShouldBe(1);
    }

    [Theory]
    [InlineData(true)] // as EZTRACKER's plugin hands them over
    [InlineData(false)] // as WakaTime's do
    public void More_heartbeats_come_as_an_argument_or_by_standard_input(bool isArgument)
    {
        const string More = """
            [{"entity":"/a/b.lua","timestamp":1788249601.000001,"alternate_language":"lua","is_write":true,"plugin":"neovim/0.10 eztracker.nvim/0.0.1","duration":0},
             {"entity":"/a/c.py","time":"1788249602","entity_type":"file","language":"Python","lineno":null}]
            """;
        string[] first = ["heartbeat", "--entity", "/a/a.lua", "--time", "1788249600", "--extra-heartbeats"];
        _daybook.RunWith(isArgument ? "[]"u8.ToArray() : System.Text.Encoding.UTF8.GetBytes(More), isArgument ? [.. first, More] : first).ShouldBe((ExitCode.Done, "", ""));
        _daybook.Do("import").ShouldEndWith("3 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"entity\":\"/a\"}]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("nonsense")]
    public void What_cannot_be_read_of_the_others_costs_not_the_first(string more)
    {
        var (code, _, error) = _daybook.Run("heartbeat", "--entity", "/a/a.lua", "--extra-heartbeats", more);
        code.ShouldBe(ExitCode.NotKept);
        error.ShouldStartWith("daybook heartbeat: --extra-heartbeats: ");
        Lines("heartbeat").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "repo", "main")] // the repository around the file
    [InlineData("--project said", "said", "main")]
    [InlineData("--alternate-project believed", "repo", "main")]
    [InlineData("--branch other", "repo", "other")]
    public void Project_and_branch_are_the_repositorys_where_the_plugin_does_not_say(string more, string project, string branch)
    {
        _daybook.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
        var beat = Beat(["--entity", _daybook.Write("repo/src/deep/a.c", ""), .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        (Text(beat, "project"), Text(beat, "branch")).ShouldBe((project, branch));
    }

    [Theory]
    [InlineData("renamed\nfeature\n", "renamed", "feature")]
    [InlineData("", "src", "main")] // an empty one: the folder it lies in
    [InlineData("x-{project}", "x-src", "main")]
    public void A_project_file_is_stronger_than_the_plugin(string text, string project, string branch)
    {
        _daybook.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
        _daybook.Write("repo/src/.wakatime-project", text);
        var beat = Beat("--entity", _daybook.Write("repo/src/deep/a.c", ""), "--project", "said");
        (Text(beat, "project"), Text(beat, "branch")).ShouldBe((project, branch));
    }

    [Fact]
    public void A_working_tree_beside_the_repository_is_of_its_project()
    {
        _daybook.Write("repo/.git/worktrees/fix/HEAD", "ref: refs/heads/fix/one\n");
        _daybook.Write("tree/.git", $"gitdir: {_daybook.File("repo/.git/worktrees/fix")}\n");
        var beat = Beat("--entity", _daybook.Write("tree/a.c", ""));
        (Text(beat, "project"), Text(beat, "branch")).ShouldBe(("repo", "fix/one"));
    }

    [Fact]
    public void Elsewhere_it_is_the_folders_or_what_the_editor_believes()
    {
        Text(Beat("--entity", "/nowhere/notes/a.txt"), "project").ShouldBe("notes");
        Text(Beat("--entity", "/nowhere/notes/b.txt", "--alternate-project", "believed"), "project").ShouldBe("believed");
    }

    [Theory]
    [InlineData("/r/.git/COMMIT_EDITMSG")]
    [InlineData("/r/.git/MERGE_MSG")]
    [InlineData("term://bash")]
    [InlineData("/r/-MiniBufExplorer-")]
    [InlineData("--NO NAME--")]
    [InlineData("/home/ada/private/diary.txt")]
    public void Some_names_leave_nothing(string entity)
    {
        Configuration("ignore =\n  ^/home/ada/private/\n  \\.secret$\n");
        _daybook.Do("heartbeat", $"--entity={entity}");
        Directory.Exists(_daybook.File("spool")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("hidefilenames = true", true)]
    [InlineData("hidefilenames = false", false)]
    [InlineData("hidefilenames = ^/client/", true)]
    [InlineData("hidefilenames = ^/other/", false)]
    public void Names_that_are_to_be_hidden_are(string line, bool isHidden)
    {
        Configuration(line);
        var beat = Beat("--entity", "/client/plan.md", "--lineno", "3", "--branch", "offer");
        Text(beat, "entity").ShouldBe(isHidden ? "HIDDEN.md" : "/client/plan.md");
        beat.TryGetProperty("lineno", out _).ShouldBe(!isHidden);
        beat.TryGetProperty("branch", out _).ShouldBe(!isHidden);
        Text(beat, "project").ShouldBe("client");
    }

    [Theory]
    [InlineData("what is this", ":2:1: error: 'what is this' is neither")]
    [InlineData("ignore = (", "error: Invalid pattern")]
    public void A_configuration_that_cannot_be_understood_keeps_all_to_itself(string line, string message)
    {
        Configuration(line);
        var (code, _, error) = _daybook.Run("heartbeat", "--entity", "/a/b");
        ((int)code).ShouldBe(103);
        error.ShouldContain(message);
        Directory.Exists(_daybook.File("spool")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("server_url = http://localhost:8080", 104)]
    [InlineData("server_url = http://localhost:8080\napi_key = secret", 0)]
    [InlineData("server_url = http://localhost:8080\napikey = secret", 0)]
    [InlineData("debug = true", 0)]
    public void A_server_without_a_key_is_told_and_the_heartbeat_kept(string lines, int code)
    {
        Configuration(lines);
        ((int)_daybook.Run("heartbeat", "--entity", "/a/b").Code).ShouldBe(code);
        Lines("heartbeat").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("heartbeat")]
    [InlineData("heartbeat --time 1788249600")]
    [InlineData("heartbeat --entity /a/b --time yesterday")]
    public void What_cannot_be_kept_is_told_as_EZTRACKER_tells_it(string command) => ((int)_daybook.Run(command.Split(' ')).Code).ShouldBe(1);

    [Fact]
    public void A_spool_that_cannot_be_written_is_told()
    {
        _daybook.Write("spool", "a file where the folder should be");
        _daybook.Run("heartbeat", "--entity", "/a/b").ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCode.NotKept), r => r.Error.ShouldStartWith("daybook heartbeat: "));
    }

    [Fact]
    public void Words_that_are_not_known_cost_nothing() => Beat("--entity", "/a/b", "--sync-everything", "--colour", "red").ValueKind.ShouldBe(JsonValueKind.Object);

    [Fact]
    public void Other_questions_of_plugins_are_answered()
    {
        _daybook.Do("heartbeat", "--version").ShouldStartWith("eztracker-cli v0.0.1 ");
        _daybook.Do("heartbeat", "--entity", "/a/b", "--file-experts").ShouldBe("{\"data\":[]}\n");
        _daybook.Do("heartbeat", "--today").ShouldBe("0:00\n");
        Directory.Exists(_daybook.File("spool")).ShouldBeFalse();
    }

    [Fact]
    public void Today_is_told_by_project()
    {
        foreach (var (project, minute) in (ReadOnlySpan<(string, int)>)[("api", 0), ("api", 10), ("web", 12), ("web", 15), ("web", 20)])
            Beat("--entity", $"/{project}/a.c", "--time", $"{1788249600 + minute * 60}");
        _daybook.Do("import");
        _daybook.Do("today").ShouldBe("2026-09-01  0:20\n  api       0:12\n  web       0:08\n");
        _daybook.Do("heartbeat", "--today").ShouldBe("0:20\n");
        var json = _daybook.Json("today", "--json");
        json.GetProperty("total").GetProperty("exact").GetInt64().ShouldBe(20 * Micros.PerMinute);
        json.GetProperty("projects").EnumerateArray().Select(p => (p.GetProperty("name").GetString(), p.GetProperty("worked").GetProperty("text").GetString())).ShouldBe([("api", "0:12"), ("web", "0:08")]);
        _daybook.Now = "2026-09-02T00:00:00Z";
        _daybook.Do("today").ShouldBe("2026-09-02  0:00\n");
    }

    private void Configuration(string lines) => _daybook.Write("home/.eztracker.cfg", $"[settings]\n{lines}\n");

    private JsonElement Beat(params string[] arguments)
    {
        _daybook.Do(["heartbeat", .. arguments]);
        return JsonDocument.Parse(Lines("heartbeat")[^1]).RootElement;
    }

    private List<string> Lines(string writer) => [.. File.ReadLines(_daybook.File($"spool/editor/{writer}.jsonl")).Where(l => l.Length > 0)];

    private static string? Text(JsonElement beat, string key) => beat.TryGetProperty(key, out var value) ? value.GetString() : null;
}
