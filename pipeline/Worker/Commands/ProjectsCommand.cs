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
    private static readonly Option<bool> There = new("--there") { Description = "List the projects that services have, by id, archived ones too." };

    public static Command Create(Surroundings world) =>
        new Command("projects", "List where tracked time belongs over there, and rules to paste for what belongs nowhere yet.") { Which, There }
            .Doing(world, "daybook projects 2026-11", Run);

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(There) && context.Get(Which) is not null) throw new UsageException("--there lists all projects, of whatever days; leave DAYS out");
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        if (context.Get(There)) return ListThere(context, ledger);
        var stage = new AllocateStage(ledger, context.Settings, context.Now);
        var (from, to) = DateSpan.Of(context.Get(Which), Which.Name) ?? (stage.Today.PlusDays(1 - UsualDays), stage.Today);
        var projects = stage.Projects(from, to);
        if (context.IsJson) context.World.Output.WriteLine(Json(json => Write(json, projects)));
        else
            foreach (var line in Text(projects, stage.Plan.Other))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static ExitCode ListThere(CommandContext context, Ledger ledger)
    {
        List<ProjectThere> all = [.. (HandStage.PersonIdOf(ledger, context.Settings) is { } person ? ledger.Terms.Of(person, [AccountFact.Project]) : []).Select(ProjectThere.Of).OfType<ProjectThere>()
            .OrderBy(p => p.Source, StringComparer.Ordinal).ThenBy(p => p.Client, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)];
        if (context.IsJson) context.World.Output.WriteLine(Json(json => Write(json, all)));
        else if (all.Count == 0) context.World.Output.WriteLine("no source has said which projects it has");
        else
        {
            var table = new TextTable(1, 2, 3, 4);
            foreach (var one in all) table.Row(Printable.Line(one.Source), Printable.Line(one.Id), Printable.Line(one.Name), Printable.Line(one.Client ?? ""), Printable.Line(one.Status is "active" or null ? "" : one.Status));
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        }
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ProjectThere> all)
    {
        foreach (var one in all)
        {
            json.WriteStartObject();
            json.WriteString("source", one.Source);
            json.WriteString("id", one.Id);
            json.WriteString("name", one.Name);
            json.WriteString("client", one.Client);
            json.WriteString("status", one.Status);
            if (one.IsBillable is { } billable) json.WriteBoolean("billable", billable);
            else json.WriteNull("billable");
            json.WriteEndObject();
        }
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

    private static string Json(Action<Utf8JsonWriter> rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            rows(json);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<MappedName> projects)
    {
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
    }
}
