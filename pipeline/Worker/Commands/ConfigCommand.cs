using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook config check|show|schema</c></summary>
internal static class ConfigCommand
{
    private static readonly Argument<string?> Key = new("KEY") { Description = "Only this setting and what stands in it, such as Mail.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new("config", "The settings: whether they can be used, and where each value comes from.")
        {
            new Command("check", "Look the settings over: every key, every value, every secret that is needed.").DoingWithoutSettings(world, "daybook config check", Check),
            new Command("show", "Show what holds, and who said it: the file, a variable, the command line or the program. Secrets are never shown.") { Key }.Doing(world, "daybook config show Mail", Show),
            new Command("schema", "Print the JSON Schema of the settings, by which editors complete and check them.").DoingWithoutSettings(world, "daybook config schema > appsettings.schema.json", Schema),
        };

    private static ExitCode Check(CommandContext context)
    {
        var problems = Problems(context);
        if (context.IsJson) context.World.Output.WriteLine(Json(problems));
        else
            foreach (var problem in problems) context.Complain(problem.ToString());
        if (problems.Count > 0) return ExitCode.Configuration;
        if (!context.IsJson) context.Say(context.Document.HasFile ? $"{Printable.Line(context.Document.Name)}: all of it can be used" : "there is no settings file; the defaults hold");
        return ExitCode.Done;
    }

    private static List<Diagnostic> Problems(CommandContext context)
    {
        var problems = context.Document.Problems().ToList();
        if (problems.Count > 0) return problems;
        try
        {
            _ = context.Settings.Work();
            foreach (var secret in Secrets.Needed(context.Settings))
                if (Secrets.Of(secret.Name, secret.File, context.World.Environment, out var flaw, out var hint) is null)
                    problems.Add(context.Document.Wrong(secret.Setting, $"the key of '{secret.Name}': {flaw}", hint).Diagnostic);
        }
        catch (SettingsException e)
        {
            problems.Add(e.Diagnostic);
        }
        return problems;
    }

    private static ExitCode Show(CommandContext context)
    {
        var wanted = context.Get(Key);
        var rows = SettingsOrigins.Of(context.Document, context.LedgerSaid).Concat(SecretRows(context))
            .Where(r => wanted is null || r.Path == wanted || r.Path.StartsWith($"{wanted}.", StringComparison.Ordinal) || r.Path.StartsWith($"{wanted}[", StringComparison.Ordinal)).ToList();
        if (rows.Count == 0 && wanted is not null && SettingsKey.Root.All.All(k => k.Path != wanted))
            throw new UsageException($"there is no setting '{Printable.Line(wanted)}'. {Reports.Nearest.Hint(wanted, SettingsKey.Root.All.Select(k => k.Path).Where(p => p.Length > 0))}");
        if (context.IsJson)
        {
            context.World.Output.WriteLine(Json(rows));
            return ExitCode.Done;
        }
        var table = new TextTable(1, 2);
        foreach (var row in rows) table.Row(row.Path, row.Value, row.Origin);
        foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static ExitCode Schema(CommandContext context)
    {
        context.World.Output.Write(SettingsOrigins.Schema);
        return ExitCode.Done;
    }

    private static IEnumerable<SettingsOrigin> SecretRows(CommandContext context) => Secrets.Needed(context.Settings).Select(s =>
        new SettingsOrigin($"secret {s.Name}", Secrets.Of(s.Name, s.File, context.World.Environment, out var flaw, out _) is null ? flaw! : "********", Secrets.Origin(s.Name, s.File, context.World.Environment) ?? "nobody"));

    private static string Json(List<SettingsOrigin> rows) => WrittenJson.Array(rows, (json, row) =>
    {
        json.WriteString("setting", row.Path);
        json.WriteString("value", row.Value);
        json.WriteString("origin", row.Origin);
    });

    private static string Json(List<Diagnostic> problems) => WrittenJson.Array(problems, (json, problem) =>
    {
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.Place.Line);
        json.WriteNumber("column", problem.Place.Column);
        json.WriteString("message", problem.Message);
        json.WriteString("hint", problem.Hint);
    });
}
