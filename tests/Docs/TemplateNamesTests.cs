using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Docs;

/// <summary>The page on templates names all that a page has, in the words of the code.</summary>
public partial class TemplateNamesTests
{
    private const string Page = "docs/templates.md", Heading = "## What a page has\n";

    private static readonly Type[] Parts = [typeof(PageView), typeof(Section), typeof(Fact), typeof(Table), typeof(Column), typeof(Row), typeof(Cell), typeof(Chart), typeof(ChartBox), typeof(ChartLine), typeof(ChartLabel), typeof(Strip), typeof(Note)];

    [Fact]
    public void The_page_on_templates_says_what_the_code_says()
    {
        var path = Path.Combine(Repository.Root, Page);
        var text = File.ReadAllText(path);
        var from = text.IndexOf("### ", StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        var wanted = text[..from] + Tables();
        if (Environment.GetEnvironmentVariable("DAYBOOK_ACCEPT") == "1") File.WriteAllText(path, wanted);
        else text.ShouldBe(wanted);
        text.ShouldContain(Heading);
    }

    [Fact]
    public void No_part_is_left_out()
    {
        foreach (var part in Parts)
            foreach (var property in TemplateLint.Properties(part))
            {
                var inner = TemplateLint.ItemOf(property.PropertyType) ?? property.PropertyType;
                if (TemplateLint.IsPart(inner)) Parts.ShouldContain(inner);
            }
    }

    private static string Tables()
    {
        var docs = XDocument.Load(Path.ChangeExtension(typeof(PageView).Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part == typeof(PageView) ? "" : "\n").Append($"### {(part == typeof(PageView) ? "A page" : $"A {part.Name.ToLowerInvariant()}")}\n\n| name | is |\n|---|---|\n");
            foreach (var property in TemplateLint.Properties(part))
                text.Append($"| `{property.Name}` | {Kind(property.PropertyType)}{Said(docs, part, property.Name)} |\n");
        }
        return text.ToString();
    }

    private static string Kind(Type type)
    {
        if (TemplateLint.ItemOf(type) is { } item) return TemplateLint.IsPart(item) ? $"list of {item.Name.ToLowerInvariant()}s. " : "list. ";
        if (TemplateLint.IsPart(type)) return $"{type.Name.ToLowerInvariant()}. ";
        return type == typeof(bool) ? "yes or no. " : "";
    }

    private static string Said(Dictionary<string, XElement> docs, Type part, string name)
    {
        if (docs.TryGetValue($"P:{part.FullName}.{name}", out var own) && own.Element("summary") is { } summary) return Plain(summary);
        return docs.TryGetValue($"T:{part.FullName}", out var type) && type.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name) is { } param ? Plain(param) : "";
    }

    private static string Plain(XElement element)
    {
        foreach (var reference in element.Descendants().Where(e => e.Name == "see" || e.Name == "paramref").ToList())
            reference.ReplaceWith(new XElement("c", (reference.Attribute("cref") ?? reference.Attribute("name"))!.Value.Split('.')[^1]));
        foreach (var code in element.Descendants("c").ToList()) code.ReplaceWith($"`{code.Value}`");
        return Spaces().Replace(element.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
