namespace Daybook.Rules;

/// <summary>Every pack of limits that comes with the program. A new one is a file in this folder and its code here.</summary>
public static class AllLimitPacks
{
    /// <summary><c>EU</c>, then ISO 3166-1.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["EU", "AT", "CH", "DE"];

    public static IEnumerable<LimitPack> InOrder => Codes.Select(Shipped);

    /// <param name="code">In any case.</param>
    /// <returns>Null where there is none.</returns>
    public static LimitPack? Named(string code) =>
        Codes.FirstOrDefault(c => string.Equals(c, code.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known ? Shipped(known) : null;

    private static LimitPack Shipped(string code)
    {
        var name = $"{code}.json";
        using var reader = new StreamReader(typeof(AllLimitPacks).Assembly.GetManifestResourceStream($"Daybook.Rules.Limits.{name}")!);
        return LimitFiles.Parse(name, reader.ReadToEnd(), out var problem) ?? throw new InvalidOperationException(problem!.ToString());
    }
}
