using Daybook.Spool;

namespace Daybook.Worker.Stages.Beating;

/// <summary>Makes lines of the spool from what a plugin says. The ledger is not needed for it.</summary>
/// <param name="spool">The folder.</param>
public sealed class BeatStage(string spool, EztrackerConfiguration configuration)
{
    /// <summary>The source that one's own editors are.</summary>
    public const string Source = "editor";

    private const string NoPlugin = "heartbeat";

    // Editors show messages, menus and the texts of commits in windows that are files by name.
    private static readonly string[] Names = ["COMMIT_EDITMSG", "PULLREQ_EDITMSG", "MERGE_MSG", "TAG_EDITMSG"];
    private static readonly string[] Beginnings = ["-MiniBufExplorer-", "term:", "--NO NAME--"];

    /// <summary>How many of the heartbeats have no time that can be read; the others are in the spool when it returns.</summary>
    /// <exception cref="IOException">The spool cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public int Append(IReadOnlyList<Beat> beats)
    {
        var unread = 0;
        var lines = new List<(string Writer, ReadOnlyMemory<byte> Line)>();
        foreach (var beat in beats)
        {
            if (IsIgnored(beat)) continue;
            if (Completed(beat).ToLine() is { } line) lines.Add((WriterOf(beat), line));
            else unread++;
        }
        var writer = new SpoolWriter(spool);
        foreach (var group in lines.GroupBy(l => l.Writer, StringComparer.Ordinal)) writer.Append(Source, group.Key, [.. group.Select(g => g.Line)], isPromised: false);
        return unread;
    }

    private bool IsIgnored(Beat beat) => beat.IsFile && (Array.Exists(Names, Path.GetFileName(beat.Entity).Equals)
        || Array.Exists(Beginnings, b => beat.Entity.StartsWith(b, StringComparison.Ordinal) || Path.GetFileName(beat.Entity).StartsWith(b, StringComparison.Ordinal))
        || configuration.Ignored.Any(p => p.IsMatch(beat.Entity)));

    private Beat Completed(Beat beat)
    {
        if (!beat.IsFile) return beat with { Project = beat.Project ?? beat.AlternateProject };
        var path = Path.GetFullPath(beat.Entity);
        var around = BeatProject.Around(path);
        var isFound = around.IsSaid || beat.AlternateProject is null || around.Branch is not null;
        var whole = beat with
        {
            Entity = path,
            Project = around.IsSaid ? around.Name : beat.Project ?? (isFound ? around.Name : beat.AlternateProject),
            Branch = around.IsSaid && around.Branch is not null ? around.Branch : beat.Branch ?? around.Branch,
        };
        return configuration.Hidden.Any(p => p.IsMatch(path))
            ? whole with { Entity = $"HIDDEN{Path.GetExtension(path)}", Branch = null, LineNumber = null, CursorPosition = null, Lines = null }
            : whole;
    }

    // The editor, of 'neovim/0.10 eztracker.nvim/0.0.1'.
    private static string WriterOf(Beat beat) => (beat.Plugin ?? "").Split('/', ' ')[0] is { Length: > 0 } editor ? editor : NoPlugin;
}
