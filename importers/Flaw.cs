namespace Daybook.Importers;

/// <summary>What is wrong with one record; its place is known to whoever asked.</summary>
/// <param name="Column">Index of the cell it is about, or -1 for the row.</param>
public sealed record Flaw(string Message, string? Hint = null, int Column = -1);
