using System.Text.RegularExpressions;

namespace Daybook.Reports;

/// <summary>What a tag of a template is.</summary>
internal enum TagKind { Value, Open, Else, Close, Partial, Comment, Forbidden }

/// <param name="Name">Of a block what it is (<c>each</c>), of a partial its name, <c>#</c> of a block that is none; else empty.</param>
/// <param name="Path">What it looks at; of what is forbidden why.</param>
/// <param name="Line">From 1.</param>
internal sealed record Tag(TagKind Kind, string Name, string Path, int Line);

/// <summary>A template cut into its tags. Only a part of Handlebars is allowed: values, <c>if</c>, <c>unless</c>, <c>each</c>, <c>with</c>, partials by name, comments.</summary>
internal static partial class TemplateText
{
    private static readonly string[] Blocks = ["if", "unless", "each", "with"];

    public static IEnumerable<Tag> Tags(string text)
    {
        var (line, from) = (1, 0);
        foreach (Match match in Mustache().Matches(text))
        {
            line += text.AsSpan(from, match.Index - from).Count('\n');
            from = match.Index;
            yield return Of(match.Value, line);
        }
    }

    private static Tag Of(string tag, int line)
    {
        if (tag.StartsWith("{{!", StringComparison.Ordinal)) return new(TagKind.Comment, "", "", line);
        if (tag.StartsWith("{{{", StringComparison.Ordinal)) return Not("{{{ }}} writes text as it is, without escaping it; write {{ }}");
        if (!tag.EndsWith("}}", StringComparison.Ordinal)) return Not("a tag begins here and does not end");
        var inner = tag[2..^2].Trim('~').Trim();
        if (inner == "else" || inner == "^") return new(TagKind.Else, "", "", line);
        if (inner.StartsWith('/')) return new(TagKind.Close, inner[1..].Trim(), "", line);
        if (inner.StartsWith('>'))
            return PartialName().IsMatch(inner[1..].Trim()) ? new(TagKind.Partial, inner[1..].Trim(), "", line) : Not("a partial is called by its name alone: {{> table}}");
        if (inner.StartsWith('#'))
        {
            var words = inner[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var name, var path] || !Blocks.Contains(name)) return new(TagKind.Forbidden, "#", $"'{inner}' is no block of {string.Join(", ", Blocks)} with one name behind it", line);
            return Path().IsMatch(path) ? new(TagKind.Open, name, path, line) : Not($"'{path}' is no name");
        }
        return Path().IsMatch(inner) ? new(TagKind.Value, "", inner, line) : Not($"'{inner}' is no name");

        Tag Not(string why) => new(TagKind.Forbidden, "", why, line);
    }

    [GeneratedRegex(@"\{\{!--[\s\S]*?--\}\}|\{\{![^}]*\}\}|\{\{\{[^}]*\}\}\}|\{\{[^}]*\}?\}?", RegexOptions.NonBacktracking)]
    private static partial Regex Mustache();

    [GeneratedRegex(@"^(\.\./)*(this|@index|@first|@last|[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Path();

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PartialName();
}
