using Daybook.Model;

namespace Daybook.Importers.Daybook;

/// <summary>One entry of Daybook's own format.</summary>
/// <param name="Entry">Of one that is running, the interval ends where it starts.</param>
/// <param name="IsRunning">It has no end yet: a fact of the kind <see cref="AccountFact.Running"/>, which is no time.</param>
public sealed record DaybookEntry(TimeEntry Entry, bool IsRunning = false) : DaybookItem
{
    public override string List => DaybookImporter.Entries;

    public override string? Id => Entry.UpstreamId;

    public override long? Changed => Entry.Stamp;

    public override bool IsDropped => Entry.IsDeleted;
}
