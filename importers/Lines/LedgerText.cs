namespace Daybook.Importers.Lines;

/// <summary>What hledger's formats have in common: accounts, comments, the tags in comments.</summary>
internal static class LedgerText
{
    /// <summary>Takes the account off the start of a text: up to two spaces, a tab, a semicolon or the end.</summary>
    public static string TakeAccount(ref string text)
    {
        text = text.TrimStart();
        var end = 0;
        while (end < text.Length && text[end] != ';' && (!char.IsWhiteSpace(text[end]) || IsSingleSpace(text, end))) end++;
        var account = text[..end];
        text = text[end..].TrimStart();
        return account;
    }

    /// <summary>Cuts the comment off a text: what follows the first semicolon, or "".</summary>
    public static string TakeComment(ref string text)
    {
        var mark = text.IndexOf(';');
        var comment = mark < 0 ? "" : text[(mark + 1)..].Trim();
        if (mark >= 0) text = text[..mark];
        text = text.Trim();
        return comment;
    }

    /// <summary>Whether a line, being indented, goes on with the comment of the line before.</summary>
    public static bool IsMoreComment(string line) => line.Length > 1 && char.IsWhiteSpace(line[0]) && line.AsSpan().TrimStart().StartsWith(";");

    /// <summary>A comment with one more of its lines, as <see cref="IsMoreComment"/> found it.</summary>
    public static string Join(string comment, string line)
    {
        var more = line.Trim()[1..].Trim();
        return comment.Length == 0 ? more : more.Length == 0 ? comment : $"{comment}\n{more}";
    }

    /// <summary>Whether there is nothing, or a comment from one of the marks on.</summary>
    public static bool IsBlank(string line, string marks)
    {
        var text = line.AsSpan().TrimStart();
        return text.IsEmpty || marks.Contains(text[0]);
    }

    /// <summary>In file order, each once: <c>name</c>, or <c>name:value</c>, where the value ends at a comma.</summary>
    public static IEnumerable<string> Tags(params IEnumerable<string> comments) => comments.SelectMany(c => c.Split('\n')).SelectMany(InLine).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> InLine(string line)
    {
        var at = 0;
        while (line.IndexOf(':', at) is >= 0 and var colon)
        {
            var start = colon;
            while (start > at && !char.IsWhiteSpace(line[start - 1])) start--;
            var name = line[start..colon];
            at = colon + 1;
            if (name.Length == 0) continue;
            var comma = line.IndexOf(',', at);
            var value = (comma < 0 ? line[at..] : line[at..comma]).Trim();
            at = comma < 0 ? line.Length : comma + 1;
            yield return value.Length == 0 ? name : $"{name}:{value}";
        }
    }

    private static bool IsSingleSpace(string text, int at) => text[at] == ' ' && at + 1 < text.Length && text[at + 1] != ';' && !char.IsWhiteSpace(text[at + 1]);
}
