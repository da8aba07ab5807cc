using System.Text;
using System.Text.Json;
using Daybook.Importers.Mapped;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Configuration;

/// <summary>The configuration is wrong: file, place, what and the way out, as one message.</summary>
public sealed class SettingsException(Diagnostic diagnostic) : Exception(diagnostic.ToString())
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}

/// <summary>A zone's id, and the first date it holds.</summary>
public sealed record ZoneFrom(LocalDate From, string Zone);

/// <summary>The clock time days begin at, and the first date it holds.</summary>
public sealed record DayStartFrom(LocalDate From, LocalTime At);

/// <summary>How a source's heartbeats become time.</summary>
public sealed record SourceJoins(string Source, Dated<JoinRule> Joins);

/// <summary>What the configuration says of a source's files where they are silent; null for what it leaves open.</summary>
public sealed record SourceGiven(string Source, string? Zone, DateOrder? DateOrder, char? DecimalSeparator);

/// <summary>The configuration, checked and with its defaults.</summary>
/// <param name="Zones">Empty when the file names none.</param>
/// <param name="DayStarts">Empty for midnight.</param>
/// <param name="SourceOrder">Names of sources, the one that wins first; those not named follow in the order they came.</param>
/// <param name="Joins">Of the sources that are configured, ordered by name.</param>
/// <param name="Given">Of the sources that are configured.</param>
/// <param name="Mappings">The person's own, ordered by file name.</param>
/// <param name="People">What files call the people of this ledger; empty where it was never said.</param>
public sealed record Settings(
    string Ledger, string Person, IReadOnlyList<ZoneFrom> Zones, IReadOnlyList<DayStartFrom> DayStarts,
    IReadOnlyList<string> SourceOrder, IReadOnlyList<SourceJoins> Joins, IReadOnlyList<SourceGiven> Given, IReadOnlyList<SettingsFile.PersonNames> People, IReadOnlyList<Mapping> Mappings,
    string Inbox, string Archive, string Digests, Mailbox MailFrom, Mailbox MailTo)
{
    /// <param name="path">The file, or null for none: all defaults.</param>
    /// <param name="folder">What relative paths are relative to when there is no file.</param>
    /// <exception cref="SettingsException">The file cannot be read or says something impossible.</exception>
    public static Settings Load(string? path, string folder) =>
        From(path is null ? new SettingsFile() : Read(path), path ?? "appsettings.json", path is null ? folder : Path.GetDirectoryName(Path.GetFullPath(path))!);

    private static SettingsFile Read(string path)
    {
        try
        {
            ReadOnlySpan<byte> json = File.ReadAllBytes(path);
            if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[Encoding.UTF8.Preamble.Length..];
            return JsonSerializer.Deserialize(json, SettingsJson.Default.SettingsFile)
                ?? throw new JsonException("the file holds only null");
        }
        catch (JsonException e)
        {
            var place = new Place((int)(e.LineNumber ?? -1) + 1, (int)(e.BytePositionInLine ?? 0) + 1, 0, e.Path);
            throw new SettingsException(new Diagnostic(path, place, Severity.Error, e.Message.Split(" Path: ")[0].TrimEnd('.'),
                "appsettings.sample.json names every key and its default."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(new Diagnostic(path, Place.WholeFile, Severity.Error, e.Message, "Name another file with --config."));
        }
    }

    private static Settings From(SettingsFile file, string name, string folder)
    {
        string In(string key, string? path, string standard) => path is { Length: 0 }
            ? throw Wrong(key, "the path is empty", $"Leave it out for '{standard}'.")
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path ?? standard, folder));
        Exception Wrong(string key, string what, string hint) =>
            new SettingsException(new Diagnostic(name, Place.WholeFile, Severity.Error, $"{key}: {what}", hint));

        IEnumerable<T> All<T>(string key, IReadOnlyList<T>? entries) where T : class =>
            (entries ?? []).Select(e => e ?? throw Wrong(key, "an entry is null", "Leave it out."));

        Mailbox Address(string key, string text) =>
            Mailbox.TryParse(text) ?? throw Wrong(key, $"'{text}' is not a mail address", "Write it as name@example.org, or Name <name@example.org>.");

        LocalDate Date(string key, string? text) => text is null ? LocalDate.MinIsoValue
            : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
            : throw Wrong(key, $"'{text}' is not a date", "Dates are written 2026-11-21.");

        void NeedsDates<T>(string key, IEnumerable<(LocalDate, T)> steps)
        {
            try
            {
                _ = new Dated<T>(steps);
            }
            catch (ArgumentException e)
            {
                throw Wrong(key, e.Message.Split(" (")[0], "Each value needs its own From.");
            }
        }

        var zones = new List<ZoneFrom>();
        foreach (var zone in All("Zones", file.Zones))
            zones.Add(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Zone) is null
                ? throw Wrong("Zones", $"'{zone.Zone}' is not a zone", "Zones are named as in the IANA database: Europe/Berlin, America/New_York.")
                : new ZoneFrom(Date("Zones", zone.From), zone.Zone));
        var dayStarts = new List<DayStartFrom>();
        foreach (var start in All("DayStarts", file.DayStarts))
            dayStarts.Add(LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(start.At) is { Success: true } time
                ? new DayStartFrom(Date("DayStarts", start.From), time.Value)
                : throw Wrong("DayStarts", $"'{start.At}' is not a time of day", "Times are written 04:00."));
        var people = All("People", file.People).ToList();
        if (people.Find(p => string.IsNullOrWhiteSpace(p.Person) || p.Names.Count == 0 || p.Names.Any(string.IsNullOrWhiteSpace)) is not null)
            throw Wrong("People", "an entry has an empty name or no names", "Each is written { \"Person\": \"me\", \"Names\": [\"ada@example.org\"] }.");
        if (people.SelectMany(p => p.Names).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Wrong("People", $"'{twice.Key}' stands there twice", "A name belongs to one person.");
        var order = new List<string>();
        var joins = new List<SourceJoins>();
        var given = new List<SourceGiven>();
        foreach (var source in All("Sources", file.Sources))
        {
            if (order.Contains(source.Name)) throw Wrong("Sources", $"'{source.Name}' stands there twice", "Each source has one entry.");
            order.Add(source.Name);
            given.Add(new SourceGiven(source.Name,
                source.Zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(source.Zone) is not null ? source.Zone : throw Wrong("Sources", $"'{source.Zone}' is not a zone", "Zones are named as in the IANA database."),
                source.DateOrder is null ? null : DateOrders.Named(source.DateOrder) ?? throw Wrong("Sources", $"'{source.DateOrder}' is not an order of dates", "It is dmy or mdy."),
                source.DecimalSeparator switch { null => null, "." => '.', "," => ',', _ => throw Wrong("Sources", $"'{source.DecimalSeparator}' is not a decimal separator", "It is . or ,") }));
            if (source.Joins is not { Count: > 0 }) continue;
            var steps = All("Joins", source.Joins).Select(j => j.TimeoutMinutes is < 1 or > 240
                ? throw Wrong("Sources", $"a timeout of {j.TimeoutMinutes} minutes", "WakaTime allows 1 to 240 minutes; 15 is usual.")
                : (Date("Sources", j.From), new JoinRule(j.TimeoutMinutes * Micros.PerMinute, j.WritesOnly))).ToList();
            NeedsDates("Sources", steps);
            joins.Add(new SourceJoins(source.Name, new Dated<JoinRule>(steps)));
        }
        joins.Sort((x, y) => string.CompareOrdinal(x.Source, y.Source));
        if (zones.Count > 0) NeedsDates("Zones", zones.Select(z => (z.From, z.Zone)));
        if (dayStarts.Count > 0) NeedsDates("DayStarts", dayStarts.Select(d => (d.From, d.At)));
        if (dayStarts.TrueForAll(d => d.At == LocalTime.Midnight)) dayStarts.Clear();
        if (file.Person is { } person && string.IsNullOrWhiteSpace(person)) throw Wrong("Person", "the name is empty", "Leave it out to be 'me'.");
        var (inbox, archive) = (In("Inbox", file.Inbox, "inbox"), In("Archive", file.Archive, "archive"));
        if (inbox == archive) throw Wrong("Archive", "it is the inbox itself", "Name another folder: files that are done rest there.");
        return new Settings(
            In("Ledger", file.Ledger, "daybook.db"), file.Person ?? "me", zones, dayStarts, order, joins, given, people, MappingsIn(file.Mappings is null ? null : In("Mappings", file.Mappings, "mappings")),
            inbox, archive, In("Digests", file.Digests, "digests"),
            Address("Mail.From", file.Mail?.From ?? "daybook@localhost"), Address("Mail.To", file.Mail?.To ?? "me@localhost"));
    }

    private static List<Mapping> MappingsIn(string? folder)
    {
        if (folder is null) return [];
        if (!Directory.Exists(folder)) throw new SettingsException(new Diagnostic(folder, Place.WholeFile, Severity.Error, "the folder of mappings is not there", "Make it, or leave Mappings out."));
        return [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => Importers.Mapped.Mappings.Parse(path, File.ReadAllBytes(path), out var problem) ?? throw new SettingsException(problem!))];
    }

    /// <summary>What of the configuration decides how days are derived, as text: when it changes, they are derived again.</summary>
    public string DerivedBy()
    {
        var text = new StringBuilder();
        foreach (var zone in Zones) text.Append("zone ").Append(Model.Period.Iso(zone.From)).Append(' ').Append(zone.Zone).Append("; ");
        foreach (var start in DayStarts) text.Append("day start ").Append(Model.Period.Iso(start.From)).Append(' ').Append(start.At.NanosecondOfDay).Append("; ");
        foreach (var source in SourceOrder) text.Append("source ").Append(source).Append("; ");
        foreach (var source in Joins)
            foreach (var step in source.Joins.Steps)
                text.Append("join ").Append(source.Source).Append(' ').Append(Model.Period.Iso(step.From)).Append(' ')
                    .Append(step.Value.TimeoutMicros).Append(step.Value.WritesOnly ? " writes; " : "; ");
        return text.ToString();
    }
}
