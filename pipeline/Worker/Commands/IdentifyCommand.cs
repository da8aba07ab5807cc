using System.CommandLine;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook identify FILE...</c></summary>
internal static class IdentifyCommand
{
    private static readonly Argument<string[]> Paths = new("FILE") { Description = "Files, folders or globs. Nothing is taken in.", Arity = ArgumentArity.OneOrMore };

    public static Command Create(Surroundings world) =>
        new Command("identify", "Say which source a file is of, by what evidence, and how it is written.") { Paths }
            .Doing(world, "daybook identify ~/Downloads/export.csv", Run);

    private static ExitCode Run(CommandContext context)
    {
        var code = ExitCode.Done;
        using var ledger = LedgerIfAny(context);
        var paths = context.Get(Paths)!.Select(path => CommandContext.PathOf(path, Paths.Name)).ToList();
        foreach (var found in SourceFiles.At(paths, context.World.Input))
        {
            if (found.File is not { } file)
            {
                context.Complain(found.Problem!.ToString());
                code = ExitCodes.OfMany([code, ExitCode.NoInput]);
                continue;
            }
            var recognised = Recognised.From(file, AllImporters.With(context.Settings.Mappings), settledKind: source => ledger is null ? null : ImportWishes.KindOf(source, ledger));
            foreach (var line in Lines(file, recognised, ledger)) context.Say(line);
            if (recognised is { Importer: null, Helped: null }) code = ExitCodes.OfMany([code, ExitCode.BadData]);
        }
        return code;
    }

    /// <summary>Files can be looked at before there is a ledger, or where it cannot be read.</summary>
    private static Ledger? LedgerIfAny(CommandContext context)
    {
        try
        {
            return Ledger.OpenForReading(context.Settings.Ledger);
        }
        catch (LedgerException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(SourceFile file, Recognised recognised, Ledger? ledger)
    {
        if (recognised is not { Importer: { } importer, Claim: { } claim })
        {
            yield return recognised.Doubt!.ToString();
            yield break;
        }
        yield return $"{Printable.Line(file.Name)}: {claim.Kind}, of the source {importer.Name}";
        yield return $"  evidence    {Printable.Line(claim.Evidence)}";
        foreach (var (what, said) in claim.ReadOff.Concat(importer.Survey(recognised.File)))
            yield return $"  {what,-10}  {Printable.Line(said)}";
        if (ledger?.Sources.SettledOf(importer.Name) is { Count: > 0 } settled)
            yield return $"  settled     {SettledText.Of(settled)}";
    }
}
