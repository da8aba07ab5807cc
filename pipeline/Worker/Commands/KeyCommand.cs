using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Model;
using Daybook.Spool;
using Daybook.Worker.Stages.Beating;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook serve key NAME</c></summary>
internal static class KeyCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "What the key is called, after the machine or editor that gets it: laptop." };
    private static readonly Option<string?> Source = new("--source") { Description = "The source its heartbeats are of; without it 'editor'.", HelpName = "NAME" };

    public static Command Create(Surroundings world) =>
        new Command("key", "Make a key for an editor: it is shown this once, and kept nowhere.") { Name, Source }.Doing(world, "daybook serve key laptop", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (name, source) = (context.Get(Name)!, context.Get(Source) ?? BeatStage.Source);
        foreach (var text in (ReadOnlySpan<string>)[name, source])
            if (!SpoolNames.IsSafe(text)) throw new UsageException($"'{Printable.Line(text)}' is no name for a key or its source: letters, digits, - and _ will do");
        if (context.Settings.Serve.Keys.Any(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase))) throw new UsageException($"there is a key '{name}' already; take its line out of the settings first, or choose another name");
        var key = Made(context.World.Random(16));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (context.IsJson) context.World.Output.WriteLine(Json(name, source, key, sha256));
        else
        {
            context.World.Output.WriteLine($"key: {key}");
            context.World.Output.WriteLine("for Serve.Keys in the settings:");
            context.World.Output.WriteLine($"    {{ \"Name\": \"{name}\", \"Sha256\": \"{sha256}\", \"Source\": \"{source}\" }}");
        }
        return ExitCode.Done;
    }

    // WakaTime's clients refuse a key that is no UUID of version 4; what is left of it nobody can guess.
    private static string Made(byte[] random)
    {
        random[6] = (byte)(random[6] & 0x0f | 0x40);
        random[8] = (byte)(random[8] & 0x3f | 0x80);
        return new Guid(random, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static string Json(string name, string source, string key, string sha256) => WrittenJson.Object(json =>
    {
        foreach (var (what, value) in (ReadOnlySpan<(string, string)>)[("name", name), ("source", source), ("key", key), ("sha256", sha256)]) json.WriteString(what, value);
    });
}
