using System.CommandLine;
using Daybook.Importers;
using Daybook.Importers.Mapped;
using Daybook.Importers.Opening;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook mapping test|init FILE</c></summary>
internal static class MappingCommand
{
    private const int MostRows = 10;
    private const int LongestCell = 40;

    private static readonly Argument<string> Path = new("FILE") { Description = "A delimited file." };
    private static readonly Option<string?> Use = new("--mapping") { Description = "The mapping to read it by; without it the one that recognises it.", HelpName = "FILE" };
    private static readonly Option<string?> Zone = new("--zone") { Description = "The zone of its times.", HelpName = "ZONE" };

    public static Command Create(Surroundings world) =>
        new("mapping", "Files of trackers Daybook does not know: try a mapping, or have one proposed.")
        {
            new Command("test", "Show the first rows as they would land, and every row that would be rejected.") { Path, Use, Zone }.Doing(world, "daybook mapping test export.csv --mapping mine.json", Test),
            new Command("init", "Propose a mapping by the names of the columns.") { Path }.Doing(world, "daybook mapping init export.csv > mine.json", Init),
        };

    private static ExitCode Test(CommandContext context)
    {
        var said = context.ZoneOf(Zone);
        var file = FileOf(context);
        var importer = context.Get(Use) is { } path ? Named(path) : Recognised.From(file, AllImporters.With(context.Settings.Mappings)).Importer
            ?? throw new UsageException("no mapping recognises the file; name one with --mapping, or have one proposed: daybook mapping init FILE");
        var zone = said is not null ? DateTimeZoneProviders.Tzdb[said]
            : context.Settings.Zones.Count > 0 ? DateTimeZoneProviders.Tzdb[context.Settings.Zones[^1].Zone] : DateTimeZone.Utc;
        var (rows, rejected, length) = (0, 0, 0L);
        var table = new TextTable(1, 3, 4, 5, 6);
        var reading = Reading.Fresh() with { Given = new Given(Dated<DateTimeZone>.Always(zone)) };
        foreach (var extracted in importer.Read(file, reading))
            switch (extracted)
            {
                case Extracted.Entry { TimeEntry: var entry }:
                    rows++;
                    length += entry.Time.LengthMicros;
                    if (rows <= MostRows) table.Row(Cells(entry, zone));
                    break;
                case Extracted.Rejected { Rejection.Diagnostic: var diagnostic }:
                    rejected++;
                    context.Complain(diagnostic.ToString());
                    break;
                case Extracted.Refused { Diagnostic: var refusal }:
                    context.Complain(refusal.ToString());
                    return ExitCode.BadData;
                case Extracted.Noted { Diagnostic: var note }:
                    context.Complain(note.ToString());
                    break;
            }
        if (reading.Unexpected.Said(file.Name) is { } unexpected) context.Complain(unexpected.ToString());
        if (rows > 0)
            foreach (var line in table.Lines())
                context.Say(line);
        context.Say($"{CommandContext.Number(rows)} entries, {Hours.Text(length)} in all, {CommandContext.Number(rejected)} rejected");
        return rejected == 0 ? ExitCode.Done : ExitCode.PartlyDone;
    }

    private static string[] Cells(TimeEntry entry, DateTimeZone zone)
    {
        static string Short(string? text) => Printable.Short(text ?? "", LongestCell);
        var when = entry.Time switch
        {
            EntryTime.Interval interval => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(Micros.ToInstant(interval.Start).InZone(zone).LocalDateTime),
            EntryTime.OnDate { Date: var date } => Model.Period.Iso(date),
            _ => "",
        };
        return [$"line {entry.Place.Line}", when, Hours.Text(entry.Time.LengthMicros), Short(entry.Work.Project), Short(entry.Work.Task), Short(entry.Work.Note), Short(entry.Person)];
    }

    private static ExitCode Init(CommandContext context)
    {
        var file = FileOf(context);
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head) throw new UsageException("the file has no header with two columns at least");
        using var table = new TableReader(opened.File, head);
        var name = System.IO.Path.GetFileNameWithoutExtension(file.Name).ToLowerInvariant();
        context.World.Output.Write(MappingDraft.Of(head, table.Rows().FirstOrDefault()?.Cells ?? [], name));
        return ExitCode.Done;
    }

    private static SourceFile FileOf(CommandContext context)
    {
        var found = SourceFiles.At([CommandContext.PathOf(context.Get(Path)!, Path.Name)], context.World.Input).First();
        return found.File ?? throw new UsageException(found.Problem!.ToString());
    }

    private static MappedImporter Named(string path)
    {
        try
        {
            return new MappedImporter(Mappings.Parse(path, File.ReadAllBytes(path), out var problem) ?? throw new UsageException(problem!.ToString()));
        }
        catch (IOException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
