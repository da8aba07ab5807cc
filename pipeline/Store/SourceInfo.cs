namespace Daybook.Store;

/// <summary>A configured origin of facts.</summary>
/// <param name="Account">The source's own id of the account its exports are of, or null while none has said.</param>
public sealed record SourceInfo(int Id, string Name, int Person, string Importer, string? Account);

/// <summary>What a person has said once of a source's files, and holds until it is said anew.</summary>
/// <param name="What"><c>zone</c>, <c>date-order</c>, <c>person</c> or <c>kind</c>, as the option of the import is called.</param>
public sealed record Settled(string What, string Value, long Run);

/// <summary>Somebody whose time is in the ledger.</summary>
public sealed record PersonInfo(int Id, string Name);
