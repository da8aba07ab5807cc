using System.Text;
using Daybook.Model;
using Daybook.Store;
using NodaTime;

namespace Daybook.Tests.Store;

/// <summary>One heartbeat of a made-up export.</summary>
internal sealed record ABeat(int Day, int Second, string Entity = "a.cs", string? Project = "p", bool IsWrite = false, int Line = 1, string Machine = "m");

/// <summary>A made-up file of heartbeats, taken in without any JSON: the ledger's rules without a reader's.</summary>
/// <param name="Account">Null for a file that belongs to no account and so supersedes nothing.</param>
/// <param name="ToDay">Last day the export speaks for.</param>
internal sealed record AnExport(IReadOnlyList<ABeat> Beats, string? Account = "acc", int ToDay = 3, int Days = 4)
{
    private const long DayMicros = 24 * Micros.PerHour;
    private static readonly long Start = Micros.From(Instant.FromUtc(2026, 3, 2, 0, 0));

    public IntakeResult TakeInto(Ledger ledger, bool isPlain = false, string source = "wakatime")
    {
        var info = ledger.Sources.Ensure(source, "wakatime", "me");
        var run = ledger.Runs.Begin("import", "test", 0);
        var names = new HeartbeatNames();
        using var intake = ledger.TakeIn(run, info, "export", "export.json", names, isPlain);
        var print = default(ContentHash);
        long offset = 0;
        for (var day = 0; day < Days; day++)
        {
            var beats = Beats.Where(b => b.Day == day).ToList();
            if (Account is null && beats.Count == 0) continue;
            var bytes = Encoding.UTF8.GetBytes($"{day}: {string.Join("; ", beats)}");
            var hash = ContentHash.Of(bytes);
            var (first, last) = beats.Count == 0 ? (0, 0) : (beats.Min(At), beats.Max(At));
            var isKnown = intake.FindKnown(hash, bytes.Length) is not null;
            if (!isKnown)
                foreach (var chunk in beats.Chunk(HeartbeatBatch.Capacity))
                    intake.Add(Batch(chunk, names));
            intake.Close(new DaySegment(
                day, new LocalDate(2026, 3, 2).PlusDays(day), offset, bytes.Length, day + 1, hash, beats.Count, 0, first, last, isKnown));
            print = print.Then(hash);
            offset += bytes.Length;
        }
        var latest = Beats.Count == 0 ? Start : Beats.Max(At);
        var snapshot = Account is null ? null : new AccountSnapshot(Account, "UTC", 15, false, Start, Math.Max(latest, Start + ToDay * DayMicros));
        return intake.Complete(new FileEnd(offset, print.Then(ContentHash.Of(Encoding.UTF8.GetBytes($"{Account} {ToDay}"))), null, true), snapshot);
    }

    private static HeartbeatBatch Batch(ABeat[] beats, HeartbeatNames names)
    {
        var batch = new HeartbeatBatch();
        foreach (var beat in beats)
            batch.Rows[batch.Count++] = new HeartbeatRow
            {
                At = At(beat),
                Subject = names.Id(new Subject(names.Name(beat.Entity), names.Name("file"), names.Name(beat.Project), names.Name("C#"))),
                Activity = names.Id(new Activity(0, names.Name("main"), names.Name("coding"))),
                Agent = names.Id(new Agent(names.Name(beat.Machine), names.Name("ua"), 0, 0)),
                Extra = beat.Line % 3 == 0 ? names.Extra("{\"x\":1}"u8) : 0,
                LineNumber = beat.Line,
                Lines = HeartbeatRow.Missing,
                CursorPosition = beat.Line * 10,
                IsWrite = beat.IsWrite,
            };
        return batch;
    }

    private static long At(ABeat beat) => Start + beat.Day * DayMicros + beat.Second * Micros.PerSecond;
}
