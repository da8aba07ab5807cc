using System.Reflection;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// Looks a template over before it is used: every name is one that the view has, every partial is there, and none calls itself. Loops go only into what
/// they stand in, so that a template takes no more steps than the page has parts, whatever it says.
/// </summary>
public sealed class TemplateLint
{
    private readonly TemplateFolder _templates;

    private readonly List<Diagnostic> _found = [];
    private readonly HashSet<(string, Type)> _seen = [];

    private TemplateLint(TemplateFolder templates) => _templates = templates;

    /// <summary>What is wrong with a template and the partials it calls, in order.</summary>
    /// <param name="name">Of its file, without the ending: <c>page.html</c>.</param>
    public static IReadOnlyList<Diagnostic> Of(TemplateFolder templates, string name)
    {
        var lint = new TemplateLint(templates);
        lint.Look(name, [typeof(PageView)], []);
        return lint._found;
    }

    private void Look(string name, IReadOnlyList<Type> context, IReadOnlyList<string> callers)
    {
        if (!_seen.Add((name, context[^1]))) return;
        var file = _templates.PathOf(name) ?? $"{name}.hbs";
        if (_templates.Read(name, out var problem) is not { } text)
        {
            _found.Add(new Diagnostic(file, Place.WholeFile, Severity.Error, problem!, null));
            return;
        }
        var (scopes, open) = (new List<Type>(context), new Stack<Tag>());
        foreach (var tag in TemplateText.Tags(text))
            switch (tag.Kind)
            {
                case TagKind.Forbidden:
                    Wrong(tag, tag.Path);
                    // Nobody knows what a block that is none would go into.
                    if (tag.Name == "#") return;
                    break;
                case TagKind.Value:
                    if (TypeOf(tag, scopes) is { } value && value != typeof(string) && value != typeof(int) && value != typeof(long)) Wrong(tag, $"'{tag.Path}' is no text", "Go into it with {{#with}} or {{#each}}.");
                    break;
                case TagKind.Open:
                    open.Push(tag);
                    Enter(tag, scopes);
                    break;
                case TagKind.Close when open.Count == 0 || open.Peek().Name != tag.Name:
                    Wrong(tag, open.Count == 0 ? $"'{{{{/{tag.Name}}}}}' ends nothing" : $"'{{{{/{tag.Name}}}}}' stands where '{{{{/{open.Peek().Name}}}}}' of line {open.Peek().Line} is missing");
                    return;
                case TagKind.Close:
                    if (open.Pop().Name is "each" or "with") scopes.RemoveAt(scopes.Count - 1);
                    break;
                case TagKind.Else when open.Count == 0:
                    Wrong(tag, "'{{else}}' belongs to nothing");
                    break;
                case TagKind.Partial when callers.Contains(tag.Name) || tag.Name == name:
                    Wrong(tag, $"'{tag.Name}' calls itself");
                    break;
                case TagKind.Partial when !_templates.Has(tag.Name):
                    Wrong(tag, $"there is no template '{tag.Name}'", Nearest.Hint(tag.Name, _templates.Partials));
                    break;
                case TagKind.Partial:
                    Look(tag.Name, scopes, [.. callers, name]);
                    break;
            }
        foreach (var tag in open) Wrong(tag, $"'{{{{#{tag.Name}}}}}' does not end");

        void Wrong(Tag tag, string message, string? hint = null) => _found.Add(new Diagnostic(file, new Place(tag.Line, 1, 0), Severity.Error, message, hint));

        void Enter(Tag tag, List<Type> within)
        {
            var type = TypeOf(tag, within);
            if (tag.Name is "if" or "unless") return;
            if (tag.Path.StartsWith("../", StringComparison.Ordinal)) Wrong(tag, $"'{tag.Name}' goes only into what it stands in, and '{tag.Path}' lies outside");
            var item = type is null ? null : ItemOf(type);
            if (type is not null && tag.Name == "each" && item is null) Wrong(tag, $"'{tag.Path}' is no list");
            if (type is not null && tag.Name == "with" && !IsPart(type)) Wrong(tag, $"'{tag.Path}' has nothing in it");
            within.Add((tag.Name == "each" ? item : type) ?? typeof(object));
        }

        Type? TypeOf(Tag tag, List<Type> within)
        {
            var (path, at) = (tag.Path, within.Count - 1);
            for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..], at--) { }
            if (at < 0)
            {
                Wrong(tag, $"'{tag.Path}' lies outside of the page");
                return null;
            }
            if (path.StartsWith('@')) return typeof(string);
            var type = within[at];
            if (path == "this") return type;
            foreach (var word in path.Split('.'))
            {
                if (type == typeof(object)) return null;
                if (Properties(type).FirstOrDefault(p => p.Name == word) is not { } property)
                {
                    Wrong(tag, $"'{word}' is nothing that {Called(type)} has", Nearest.Hint(word, Properties(type).Select(p => p.Name)));
                    return null;
                }
                type = property.PropertyType;
            }
            return type;
        }
    }

    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        IsPart(type) ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract") : [];

    /// <summary>What a list is of, or null.</summary>
    internal static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    internal static bool IsPart(Type type) => type.Assembly == typeof(PageView).Assembly && !type.IsEnum;

    private static string Called(Type type) => type == typeof(PageView) ? "a page" : $"a {type.Name.ToLowerInvariant()}";
}
