namespace Daybook.Importers.WakaTime;

/// <summary>How a file's root holds its rows.</summary>
internal enum Root
{
    /// <summary>An object with a list of rows under <c>days</c>, <c>data</c> or <c>heartbeats</c>.</summary>
    Envelope,
    /// <summary>A list of rows.</summary>
    List,
    /// <summary>An object with a day under every date.</summary>
    DateKeyed,
    /// <summary>One row.</summary>
    Row,
    /// <summary>A row on each line.</summary>
    Lines,
}

/// <summary>Whose heartbeats they are: others write what WakaTime's readers read.</summary>
internal enum Kin
{
    WakaTime,
    Wakapi,
    Hackatime,
    Eztracker,
}

/// <summary>What a file was recognised as.</summary>
/// <param name="Rows">Of what kind its rows are, where its first bytes already show it.</param>
internal sealed record Shape(Root Root, RowKind Rows, string Kind, string Evidence, string? Refusal = null)
{
    public Kin Kin { get; init; }
}
