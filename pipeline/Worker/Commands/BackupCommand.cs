using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook backup [list|check]</c></summary>
internal static class BackupCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "A file to make, or a folder to make one in; without it Backup.Folder of the settings.", HelpName = "FILE|FOLDER" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be made and make nothing." };
    private static readonly Argument<string> Which = new("FILE") { Description = "A backup." };

    public static Command Create(Surroundings world)
    {
        var command = new Command("backup", "Copy the ledger, and hold the copy against it. Where it is named, there is a whole one or none.") { Out, DryRun };
        command.Subcommands.Add(new Command("list", "The backups in the folder, with age, size and schema.") { Out }.Doing(world, "daybook backup list", List));
        command.Subcommands.Add(new Command("check", "Read a backup whole, to see whether it is sound, unchanged, of this program and true to the laws.") { Which }.DoingWithoutSettings(world, "daybook backup check FILE", Check));
        return command.Doing(world, "daybook backup --out before-the-move.db", Make);
    }

    private static ExitCode Make(CommandContext context)
    {
        var settings = context.Settings;
        var said = context.Get(Out) is { } path ? CommandContext.PathOf(path, Out.Name) : settings.Backup.Folder
            ?? throw new UsageException("nothing says where to: --out FILE, or in the settings \"Backup\": { \"Folder\": \"backups\" }");
        var isFolder = said == settings.Backup.Folder || Directory.Exists(said) || Path.EndsInDirectorySeparator(said);
        using var ledger = Ledger.OpenForBackup(settings.Ledger, "daybook backup");
        if (context.Get(DryRun))
        {
            if (!isFolder) Backup.RefuseTaken(said);
            context.Say($"would be made: {Printable.Line(said)}{(isFolder ? ", a file in it" : "")}, about {FreeSpace.MegaBytes(Backup.SizeOf(ledger))}");
            return ExitCode.Done;
        }
        var made = isFolder ? Backup.ToFolder(ledger, settings.Ledger, said, context.Now) : Backup.ToFile(ledger, said);
        if (context.IsJson) context.World.Output.WriteLine(WrittenJson.Object(w => Write(w, made.Path, made.Bytes, made.Schema, made.Tables)));
        else context.Say($"{Printable.Line(made.Path)}: {FreeSpace.MegaBytes(made.Bytes)}, schema {made.Schema}, {CommandContext.Number(made.Tables.Sum(t => t.Rows))} rows of {made.Tables.Count} tables as in the ledger");
        return ExitCode.Done;
    }

    private static ExitCode List(CommandContext context)
    {
        var settings = context.Settings;
        var folder = context.Get(Out) is { } path ? CommandContext.PathOf(path, Out.Name) : settings.Backup.Folder ?? throw new UsageException("nothing says which folder: --out FOLDER, or in the settings \"Backup\": { \"Folder\": \"backups\" }");
        var backups = BackupFolder.List(folder, settings.Ledger);
        if (context.IsJson)
        {
            context.World.Output.WriteLine(WrittenJson.Object(w =>
            {
                w.WriteStartArray("backups");
                foreach (var backup in backups)
                {
                    w.WriteStartObject();
                    Write(w, backup.Path, backup.Bytes, backup.Schema, null);
                    w.WriteString("at", InstantPattern.General.Format(backup.At));
                    w.WriteBoolean("is_ledger", backup.IsLedger);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }));
            return ExitCode.Done;
        }
        var table = new TextTable(0, 4);
        foreach (var backup in backups)
            table.Row(Path.GetFileName(backup.Path), Age(context.Now - backup.At), FreeSpace.MegaBytes(backup.Bytes), $"schema {backup.Schema}", backup.IsLedger ? "" : "DAMAGED: it is no ledger");
        foreach (var line in table.Lines()) context.Say(line);
        context.Say($"{CommandContext.Number(backups.Count)} backups in {Printable.Line(folder)}");
        return backups.All(b => b.IsLedger) ? ExitCode.Done : ExitCode.InputOutput;
    }

    private static ExitCode Check(CommandContext context)
    {
        var found = BackupCheck.Read(CommandContext.PathOf(context.Get(Which)!, Which.Name));
        if (context.IsJson) context.World.Output.WriteLine(WrittenJson.Object(w => Write(w, found.Path, found.Bytes, found.Schema, found.Tables)));
        else
        {
            context.Say($"holds  {FreeSpace.MegaBytes(found.Bytes)}, schema {found.Schema}, {CommandContext.Number(found.Tables.Sum(t => t.Rows))} rows of {found.Tables.Count} tables: the file is sound");
            context.Say(found.IsAsNamed is null ? "       its name has no checksum: whether a bit has turned over since, nobody can tell" : "holds  its bytes are those that it was named after");
        }
        if (found.Schema < Migrations.Latest)
        {
            if (!context.IsJson) context.Say($"       it is of schema {found.Schema}, this program's is {Migrations.Latest}: 'daybook restore FILE --check' brings a copy up to date and checks it");
            return ExitCode.Done;
        }
        using var ledger = Ledger.OpenForReading(found.Path);
        var breaches = BackupStage.Breaches(ledger).ToList();
        foreach (var breach in breaches) context.Complain($"FAILS  {Printable.Line(breach)}");
        if (breaches.Count == 0 && !context.IsJson) context.Say("holds  the laws of 'daybook check' that need no settings");
        return breaches.Count == 0 ? ExitCode.Done : ExitCode.InputOutput;
    }

    private static string Age(Duration age) => age < Duration.Zero ? "in the future"
        : age < Duration.FromDays(2) ? string.Create(CultureInfo.InvariantCulture, $"{(long)age.TotalHours} hours old") : string.Create(CultureInfo.InvariantCulture, $"{age.Days} days old");

    private static void Write(Utf8JsonWriter json, string path, long bytes, int schema, IReadOnlyList<TableSize>? tables)
    {
        json.WriteString("file", path);
        json.WriteNumber("bytes", bytes);
        json.WriteNumber("schema", schema);
        if (tables is null) return;
        json.WriteStartObject("rows");
        foreach (var table in tables) json.WriteNumber(table.Table, table.Rows);
        json.WriteEndObject();
    }
}
