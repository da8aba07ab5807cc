using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Tests.Support;

/// <summary>The whole program in a folder of its own, with a clock that stands still; the folder is gone with the test.</summary>
internal sealed class ADaybook : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _chances;

    public ADaybook() => Configure("{}");

    public string LedgerPath => File("ledger.db");

    public string ConfigPath => File("settings.json");

    /// <summary>The Saturday after the last samples' week by default.</summary>
    public string Now { get; set; } = "2026-09-05T08:00:00Z";

    public CancellationToken Stop { get; set; }

    /// <summary>Variables of the environment.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Those of them that say settings.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What a person types when asked; null where nobody is there.</summary>
    public Func<string, string?>? Ask { get; set; }

    /// <summary>What happens while the program waits for the ledger.</summary>
    public Action<Duration> Wait { get; set; } = _ => throw new InvalidOperationException("nobody said that it may wait");

    /// <summary>By how much the clock has gone on since the program was started.</summary>
    public Func<Duration> Elapsed { get; set; } = () => Duration.Zero;

    /// <summary>Given how long the program waits for the next run, says how long it really does.</summary>
    public Func<Duration, Duration> BetweenRuns { get; set; } = wait => wait;

    /// <summary>How long services are waited for; null as long as they really are.</summary>
    public RemoteWorld? Remote { get; set; }

    /// <summary>Likewise, mail servers.</summary>
    public SmtpWorld? Smtp { get; set; }

    /// <summary>Full path of something in the folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Replaces the configuration; paths in it are relative to the folder.</summary>
    public void Configure(string json) => Write("settings.json", json);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>One call of the program with this folder's ledger and configuration.</summary>
    public (ExitCode Code, string Output, string Error) Run(params string[] args) => RunWith([], args);

    /// <param name="input">What standard input holds.</param>
    public (ExitCode Code, string Output, string Error) RunWith(byte[] input, params string[] args) => RunAsSaid(input, [.. args, "--ledger", LedgerPath, "--config", ConfigPath, "--now", Now]);

    /// <summary>One call with these words and no others: what else is needed stands in <see cref="Environment"/>.</summary>
    public (ExitCode Code, string Output, string Error) RunAsSaid(byte[] input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var world = new Surroundings(output, error, () => new MemoryStream(input), Instant.FromUtc(1999, 1, 1, 0, 0), Environment.GetValueOrDefault, false, Stop) { Ask = Ask, Variables = () => Variables, Random = Chance, Remote = Remote, Smtp = Smtp, Wait = Wait, Elapsed = Elapsed, BetweenRuns = BetweenRuns };
        var code = Program.Run(args, world);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The same call, as a process of its own that has just been started.</summary>
    public Process Started(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "daybook"), [.. args, "--ledger", LedgerPath, "--config", ConfigPath, "--now", Now]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Ids are made of it: the first ends in 0001, the next in 0002.</summary>
    private byte[] Chance(int count)
    {
        var bytes = new byte[count];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(count - sizeof(int)), ++_chances);
        return bytes;
    }

    /// <summary>As <see cref="Run"/>, for what must succeed; gives what it printed.</summary>
    public string Do(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.ShouldBe(ExitCode.Done, $"{string.Join(' ', args)}: {error}");
        return output;
    }

    /// <summary>As <see cref="Do"/>, of a JSON document.</summary>
    public JsonElement Json(params string[] args) => JsonDocument.Parse(Do(args)).RootElement;

    /// <summary>A period's total in microseconds, as the report prints it.</summary>
    public long Total(string kind, string period) =>
        Json("report", kind, period, "--format", "json").GetProperty("total").GetProperty("exact").GetInt64();

    /// <summary>The rows of a report's section, as JSON has them, each with its exact time in microseconds and its printed one; none where it has no such section.</summary>
    public static IReadOnlyList<(string Name, long Micros, string Text, JsonElement Row)> Rows(JsonElement report, string section) =>
        !report.GetProperty("sections").TryGetProperty(section, out var found) ? []
        : [.. found.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("name").GetString()!, r.GetProperty("worked").GetProperty("exact").GetInt64(), r.GetProperty("worked").GetProperty("text").GetString()!, r))];

    /// <summary>Those of a report's sections whose rows are parts of its time.</summary>
    public static IEnumerable<string> Sums(JsonElement report) => report.GetProperty("sections").EnumerateObject()
        .Where(s => s.Name is not ("goals" or "hours") && s.Value.TryGetProperty("rows", out var rows) && rows[0].TryGetProperty("worked", out _)).Select(s => s.Name);

    public string Dump()
    {
        using var ledger = Ledger.OpenForReading(LedgerPath);
        return LedgerDump.Of(ledger);
    }

    /// <summary>Changes the ledger behind the program's back.</summary>
    public void Damage(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LedgerPath};Pooling=False");
        connection.Open();
        connection.Execute("pragma foreign_keys = off");
        connection.Execute(sql);
    }

    /// <summary>All of the ledger's time, microseconds.</summary>
    public long Worked() => Number("select coalesce(sum(worked_us), 0) from day");

    public long Number(string sql)
    {
        using var ledger = Ledger.OpenForReading(LedgerPath);
        return ledger.Connection.Scalar<long>(sql);
    }

    /// <summary>The rows of a question whose answers are texts.</summary>
    public IReadOnlyList<string> Texts(string sql)
    {
        using var ledger = Ledger.OpenForReading(LedgerPath);
        return ledger.Connection.Query(sql, r => r.GetString(0));
    }

    /// <summary>Every file of the folder with its content's hash, in order.</summary>
    public IReadOnlyList<string> Listing() =>
    [
        .. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(_folder.Path, path)} {(Directory.Exists(path) ? "folder" : ContentHash.Of(System.IO.File.ReadAllBytes(path)).ToString())}"),
    ];

    public void Dispose() => _folder.Dispose();
}
