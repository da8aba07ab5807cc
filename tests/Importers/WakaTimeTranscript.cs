using Daybook.Importers;
using Daybook.Importers.WakaTime;
using Daybook.Model;

namespace Daybook.Tests.Importers;

/// <summary>What WakaTime's reader gives, by the fast way or the plain one.</summary>
internal static class WakaTimeTranscript
{
    public static string Of(SourceFile file, bool isFast = true, Func<ContentHash, long, KnownSegment?>? findKnown = null) =>
        Transcript.Of(new WakaTimeImporter(isFast), file, new Reading(new HeartbeatNames(), findKnown ?? ((_, _) => null)));
}
