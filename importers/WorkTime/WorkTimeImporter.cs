using System.Text;
using Daybook.Importers.Databases;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.WorkTime;

/// <summary>
/// Reads WorkTime's review sessions: the backend's database as a SQLite file or as a dump in SQL, in both of its schemas,
/// the storage of the browser extension, and the backend's answers.
/// </summary>
public sealed class WorkTimeImporter : IImporter
{
    private const string Sessions = "time_sessions";

    // Users first: the others name them by number.
    private static readonly string[] Tables = ["users", Sessions, "daily_stats", "pr_review_activities"];

    public string Name => "worktime";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (SchemaHead.Of(head) is { } tables)
            return tables.FirstOrDefault(t => t.Name == Sessions) is { } sessions && sessions.Has("repo_owner") && sessions.Has("pr_number")
                ? new Claim("worktime-database", $"a SQLite file with the table time_sessions by {(sessions.Has("session_id") ? "session_id" : "id")}")
                : null;
        return WorkTimeJson.Identify(head) ?? Dump(head);
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var head = Sniff.Head(file, out var again);
        var rows = new WorkTimeRows(file.Name);
        if (head.AsSpan().StartsWith(SchemaHead.Magic)) return DatabaseReader.Read(again, Tables, Sessions, rows.Convert);
        if (WorkTimeJson.Identify(head) is null) return ReadDump(again, rows);
        return HeartbeatLines.Are(head) ? WorkTimeLines.Read(again, rows) : WorkTimeJson.Read(again, rows);
    }

    private static IEnumerable<Extracted> ReadDump(SourceFile file, WorkTimeRows rows)
    {
        using var dump = new SqlDump(file);
        foreach (var (row, flaw) in dump.Rows(Tables))
            if ((flaw is null ? rows.Convert(row) : row.Rejected(file.Name, flaw)) is { } extracted)
                yield return extracted;
        if (dump.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, dump.BrokenAt, Severity.Error, broken));
        yield return dump.End();
    }

    private static Claim? Dump(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf((byte)0) >= 0 || Sniff.FirstByte(head) is 0 or (byte)'{' or (byte)'[' or (byte)'<') return null;
        var text = Encoding.UTF8.GetString(head);
        foreach (var (table, column) in (ReadOnlySpan<(string, string)>)[("time_sessions", "repo_owner"), ("users", "github_user_id")])
        {
            var at = text.IndexOf("create table", StringComparison.OrdinalIgnoreCase);
            for (; at >= 0; at = text.IndexOf("create table", at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var end = text.IndexOf(';', at);
                var statement = new HeadTable(table, end < 0 ? text[at..] : text[at..end]);
                if (statement.Has(table) && statement.Has(column)) return new Claim("worktime-dump", $"a dump in SQL that makes the table {table} with {column}");
            }
        }
        return null;
    }
}
