using Daybook.Importers.WakaTime.Heartbeats;

namespace Daybook.Importers.WakaTime;

/// <summary>
/// Reads what WakaTime and its kin give away: both kinds of account export, and the answers of the API to summaries,
/// durations, heartbeats, user agents and machine names.
/// </summary>
public sealed class WakaTimeImporter : IImporter
{
    private readonly bool _isFast;

    public WakaTimeImporter() : this(isFast: true) { }

    /// <param name="isFast">False to read everything the plain way. What is read is the same; tests compare the two.</param>
    internal WakaTimeImporter(bool isFast) => _isFast = isFast;

    public string Name => "wakatime";

    public Claim? Identify(ReadOnlySpan<byte> head) =>
        Recognition.Of(head) is { Kin: Kin.WakaTime } shape ? new Claim(shape.Kind, shape.Evidence, shape.Refusal) : null;

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading) => new DocumentReader(file, reading, _isFast).Read();

    public IEnumerable<FoundHeartbeat> Find(byte[] segment, bool isDay) => HeartbeatFinder.In(segment, isDay);
}
