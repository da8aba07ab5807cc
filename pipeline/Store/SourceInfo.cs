namespace Daybook.Store;

/// <summary>A configured origin of facts.</summary>
/// <param name="Account">The source's own id of the account its exports are of, or null while none has said.</param>
public sealed record SourceInfo(int Id, string Name, int Person, string Importer, string? Account);
