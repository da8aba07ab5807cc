namespace Daybook.Importers.Daybook;

/// <summary>A row of Daybook's own format: an entry, or a contract, an absence or a correction of the account.</summary>
public abstract record DaybookItem
{
    /// <summary>The list of the file it stands in.</summary>
    public abstract string List { get; }

    /// <summary>What it is known by; null of an entry that nobody gave one.</summary>
    public abstract string? Id { get; }

    /// <summary>When it was last changed, microseconds since the epoch, or null.</summary>
    public abstract long? Changed { get; }

    /// <summary>It was dropped, and counts no more.</summary>
    public abstract bool IsDropped { get; }
}
