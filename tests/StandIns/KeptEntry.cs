using NodaTime;

namespace Daybook.Tests.StandIns;

/// <summary>What every service keeps of a time entry; each keeps more in a record of its own.</summary>
/// <param name="End">Null while it runs.</param>
/// <param name="Project">Its name; null where there is none.</param>
internal sealed record KeptEntry(string Id, Instant Start, Instant? End, string? Project, string Text);
