using Daybook.Importers.WakaTime;
using Daybook.Importers.WakaTime.Heartbeats;

namespace Daybook.Importers.Eztracker;

/// <summary>
/// Reads EZTRACKER's heartbeats, those its server is sent and those its command line is given: one object, an array, or
/// one object a line. The length each has of its own knows no idle time; it is kept and counts for nothing.
/// </summary>
public sealed class EztrackerImporter : IImporter
{
    public string Name => "eztracker";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (Configuration.Evidence(head) is { } keys)
            return new Claim("eztracker-configuration", keys, "it is EZTRACKER's configuration, its key to the server in it, and holds no time");
        return Recognition.Of(head) is { Kin: Kin.Eztracker } shape ? new Claim(shape.Kind, shape.Evidence) : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading) => new DocumentReader(file, reading, isFast: true).Read();

    public IEnumerable<FoundHeartbeat> Find(byte[] segment, bool isDay) => HeartbeatFinder.In(segment, isDay);
}
