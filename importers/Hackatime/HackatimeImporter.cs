using Daybook.Importers.WakaTime;
using Daybook.Importers.WakaTime.Heartbeats;

namespace Daybook.Importers.Hackatime;

/// <summary>Reads Hackatime's export: one object with <c>export_info</c> and all heartbeats, their times in whole seconds as text.</summary>
public sealed class HackatimeImporter : IImporter
{
    public string Name => "hackatime";

    public Claim? Identify(ReadOnlySpan<byte> head) =>
        Recognition.Of(head) is { Kin: Kin.Hackatime } shape ? new Claim(shape.Kind, shape.Evidence) : null;

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading) => new DocumentReader(file, reading, isFast: true).Read();

    public IEnumerable<FoundHeartbeat> Find(byte[] segment, bool isDay) => HeartbeatFinder.In(segment, isDay);
}
