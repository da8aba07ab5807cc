using System.Globalization;
using System.Text;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Docs;

/// <summary>
/// As much of a shell as the commands in the documentation need, in a folder of its own with the samples in it:
/// <c>daybook ARGUMENTS &lt; FILE &gt; FILE  # exit 3</c>, quotes, <c>~</c>, and comments.
/// </summary>
internal sealed class DocShell : IDisposable
{
    // A Tuesday after the last day of the samples: the last whole week is 2026-W35.
    private static readonly Instant Clock = Instant.FromUtc(2026, 9, 1, 6, 0);

    private readonly TemporaryFolder _folder = new();
    private byte _chances;
    private readonly string _before = Environment.CurrentDirectory;

    public DocShell()
    {
        Copy(Path.Combine(Repository.Root, "samples"), _folder.File("samples"));
        Copy(Path.Combine(Repository.Root, "samples", "demo"), _folder.File("home/Downloads"), prefix: "wakatime-");
        File.Copy(Path.Combine(Repository.Root, "samples/toggl/detailed.csv"), _folder.File("home/Downloads/toggl.csv"));
        File.Copy(Path.Combine(Repository.Root, "appsettings.sample.json"), _folder.File("appsettings.sample.json"));
        Copy(Path.Combine(Repository.Root, "samples", "demo"), _folder.File("inbox"));
        Environment.CurrentDirectory = _folder.Path;
    }

    /// <summary>Runs a line; what it printed on both streams, in that order.</summary>
    public string Run(string line)
    {
        var (words, note) = Words(line);
        words[0].ShouldBe("daybook", $"'{line}' cannot be run here: show it in a text block");
        var input = Redirected(words, "<");
        var output = Redirected(words, ">");
        using var stdout = new StringWriter(CultureInfo.InvariantCulture);
        using var stderr = new StringWriter(CultureInfo.InvariantCulture);
        var world = new Surroundings(stdout, stderr, () => input is null ? Stream.Null : File.OpenRead(input), Clock, name => name == "HOME" ? _folder.File("home") : null, false, CancellationToken.None) { Random = Chance };
        var code = Program.Run([.. words.Skip(1)], world);
        ((int)code).ShouldBe(Expected(note), $"'{line}' said:\n{stdout}{stderr}");
        if (output is not null) File.WriteAllText(output, stdout.ToString());
        return $"{stdout}{stderr}";
    }

    /// <summary>Always the same, so that a page can show the ids: the first ends in 0001, the next in 0002.</summary>
    private byte[] Chance(int count) => [.. new byte[count - 1], ++_chances];

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    private static int Expected(string note) =>
        note.StartsWith("exit ", StringComparison.Ordinal) ? int.Parse(note["exit ".Length..].Split(' ', ',', ':')[0], CultureInfo.InvariantCulture) : 0;

    private (List<string> Words, string Note) Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\0' && c == '#' && !isWord) return (words, line[(i + 1)..].Trim());
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"') (quote, isWord) = (c, true);
            else if (quote != '\0' || c != ' ') isWord = word.Append(c).Length > 0;
            else Flush();
        }
        Flush();
        return (words, "");

        void Flush()
        {
            if (isWord) words.Add(word.ToString().Replace("~/", $"{_folder.File("home")}/", StringComparison.Ordinal));
            word.Clear();
            isWord = false;
        }
    }

    private static string? Redirected(List<string> words, string arrow)
    {
        var at = words.IndexOf(arrow);
        if (at < 0) return null;
        var file = words[at + 1];
        words.RemoveRange(at, 2);
        return file;
    }

    private static void Copy(string from, string to, string prefix = "")
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, prefix + Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
