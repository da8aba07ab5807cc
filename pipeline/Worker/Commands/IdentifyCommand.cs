using System.CommandLine;
using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
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
        var paths = context.Get(Paths)!.Select(path => CommandContext.PathOf(path, Paths.Name)).ToList();
        foreach (var found in SourceFiles.At(paths, context.World.Input))
        {
            if (found.File is not { } file)
            {
                context.Complain(found.Problem!.ToString());
                code = ExitCodes.OfMany([code, ExitCode.NoInput]);
                continue;
            }
            var recognised = Recognised.From(file, AllImporters.With(context.Settings.Mappings));
            foreach (var line in Lines(file, recognised)) context.Say(line);
            if (recognised.Importer is null) code = ExitCodes.OfMany([code, ExitCode.BadData]);
        }
        return code;
    }

    private static IEnumerable<string> Lines(SourceFile file, Recognised recognised)
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
    }
}
