using Daybook.Model;
using Daybook.Rules;

namespace Daybook.Worker.Configuration;

/// <summary>Which limits a person goes by: a pack that comes with the program, or a file of their own.</summary>
internal static class LimitChoice
{
    /// <summary>What can be chosen, as a sentence.</summary>
    public static string Known => $"It is {string.Join(", ", AllLimitPacks.Codes)}, or a file of your own that ends in .json: docs/limits.md.";

    /// <summary>A pack's code as it is written, or the full path of a file; null where it is neither.</summary>
    /// <param name="folder">What a path is relative to.</param>
    public static string? Of(string text, string folder) =>
        text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Path.GetFullPath(text, folder)
        : AllLimitPacks.Codes.FirstOrDefault(c => string.Equals(c, text.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <exception cref="SettingsException">The file cannot be read, or one of its rules does not hold.</exception>
    public static LimitPack Pack(string chosen)
    {
        if (AllLimitPacks.Named(chosen) is { } shipped) return shipped;
        try
        {
            return LimitFiles.Parse(chosen, File.ReadAllText(chosen), out var problem) ?? throw new SettingsException(problem!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(new Diagnostic(chosen, Place.WholeFile, Severity.Error, e.Message, Known));
        }
    }
}
