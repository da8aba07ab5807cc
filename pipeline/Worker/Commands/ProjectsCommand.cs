using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook projects [DAY..DAY]</c></summary>
internal static class ProjectsCommand
{
    private const int UsualDays = 30;

    private static readonly Argument<string?> Which = new("DAYS") { Description = $"{DateSpan.Form}; without it the last thirty days.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("projects", "List where tracked time belongs over there, and rules to paste for what belongs nowhere yet.") { Which }
            .Doing(world, "daybook projects 2026-11", Run);

    private static ExitCode Run(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var stage = new AllocateStage(ledger, context.Settings, context.Now);
        var (from, to) = DateSpan.Of(context.Get(Which), Which.Name) ?? (stage.Today.PlusDays(1 - UsualDays), stage.Today);
        var projects = stage.Projects(from, to);
        if (context.IsJson) context.World.Output.WriteLine(Json(projects));
        else
            foreach (var line in Text(projects, stage.Plan.Other))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Text(IReadOnlyList<MappedName> projects, string? other)
    {
        if (projects.Count == 0) yield return "no time was tracked on these days";
        var table = new TextTable(1);
        foreach (var one in projects.Where(p => p.Rule is not null))
            table.Row(Printable.Line(one.Rule!.Target), Hours.WithSeconds(one.Micros), Shown(one), $"by {one.Rule.By.ToString().ToLowerInvariant()} {Printable.Line(one.Rule.Text)}");
        foreach (var line in table.Lines()) yield return line;
        var unmapped = projects.Where(p => p.Rule is null).ToList();
        if (unmapped.Count == 0) yield break;
        if (unmapped.Count < projects.Count) yield return "";
        yield return other is null ? "belongs nowhere, and is left out" : $"belongs nowhere, and goes to {Printable.Line(other)}";
        table = new TextTable(1);
        foreach (var one in unmapped) table.Row("", Hours.WithSeconds(one.Micros), Shown(one), "");
        foreach (var line in table.Lines()) yield return line;
        yield return "";
        yield return "to paste into Allocation.Rules of the settings, with the project's id in place of PROJECT";
        foreach (var rule in unmapped.Select(Proposed).OfType<string>().Distinct(StringComparer.Ordinal)) yield return $"  {rule},";
    }

    private static string Shown(MappedName one) => Printable.Line(one.Name.Length > 0 ? one.Name : "no project");

    /// <summary>By its folder where that is its name, else its project, its client; null where there is nothing to go by.</summary>
    private static string? Proposed(MappedName one)
    {
        var (key, text) = one.Tracked switch
        {
            { Path: { } path } when path == one.Name => (nameof(MapBy.Path), path),
            { Project: { } project } => (nameof(MapBy.Project), project),
            { Client: { } client } => (nameof(MapBy.Client), client),
            _ => ("", ""),
        };
        return key.Length == 0 ? null : $"{{ \"{key}\": {Quoted(text)}, \"To\": \"PROJECT\" }}";
    }

    // As JSON writes it, so that nothing in a name can end the text, nor reach a terminal.
    private static string Quoted(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    private static string Json(IReadOnlyList<MappedName> projects)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var one in projects)
            {
                json.WriteStartObject();
                json.WriteString("name", one.Name);
                json.WriteNumber("tracked_us", one.Micros);
                json.WriteString("target", one.Rule?.Target);
                json.WriteString("by", one.Rule?.By.ToString().ToLowerInvariant());
                json.WriteString("rule", one.Rule?.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
