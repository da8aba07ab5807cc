namespace Daybook.Importers.WakaTime;

/// <summary>What is wrong with one record; its place is known to whoever asked.</summary>
internal sealed record Flaw(string Message, string? Hint = null);
