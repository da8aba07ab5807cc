namespace Daybook.Model;

/// <summary>A row that could not become a fact. It is kept in quarantine with its place, the reason and its raw text.</summary>
/// <param name="Raw">The row's text as it stood in the file, cut at 4,096 characters.</param>
public sealed record Rejection(Diagnostic Diagnostic, string Raw)
{
    public const int LongestRaw = 4096;
}
