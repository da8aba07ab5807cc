using System.Text.RegularExpressions;

namespace Daybook.Importers.Klog;

/// <summary>Finds the tags in a summary: <c>#word</c>, <c>#word=value</c>, <c>#word="a value"</c>.</summary>
internal static partial class KlogTags
{
    [GeneratedRegex("""#([\p{L}\p{N}_-]+)(?:=(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([\p{L}\p{N}_-]+)))?""", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>Without the mark and quotes, the names in lower case as klog compares them, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> In(params ReadOnlySpan<string> summaries)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var summary in summaries)
            foreach (Match match in Tag().Matches(summary))
            {
                var value = match.Groups[2].Value + match.Groups[3].Value + match.Groups[4].Value;
                tags.Add(match.Groups[1].Value.ToLowerInvariant() + (value.Length > 0 ? $"={value}" : ""));
            }
        return [.. tags];
    }
}
