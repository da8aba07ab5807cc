using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Importers.Tables;

namespace Daybook.Importers.Mapped;

/// <summary>
/// How the rows of one kind of delimited file become time entries: the content of a mapping file, as
/// <c>mapping.schema.json</c> describes it. Every list of columns holds names for one and the same thing; the first that
/// the file has is taken.
/// </summary>
public sealed record Mapping
{
    /// <summary>Where editors find the schema; without meaning for the reading.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Name of the source: <c>toggl</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What of the source's files it is: <c>toggl-detailed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For a person: "Toggl Track, detailed report".</summary>
    public required string Title { get; init; }

    public required MappingSigns Recognise { get; init; }

    /// <summary>Why such a file holds nothing to import; then there is nothing else to say.</summary>
    public string? Refuse { get; init; }

    public IReadOnlyList<string> Id { get => field ?? []; init; }

    /// <summary>When the entry was last changed.</summary>
    public IReadOnlyList<string> Stamp { get => field ?? []; init; }

    /// <summary>Whose time it is; several columns of one entry are joined with a space, as a first and a last name.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Person { get => field ?? []; init; }

    public MappedMoment? Start { get; init; }
    public MappedMoment? End { get; init; }

    /// <summary>The day of a row that has no times.</summary>
    public IReadOnlyList<string> Date { get => field ?? []; init; }

    public MappedLength? Length { get; init; }

    /// <summary>Only the date of the start is written: an end before it is on the next day.</summary>
    public bool EndMayBeNextDay { get; init; }

    /// <summary>IANA name, where the file's times are always of one zone; else they are local to the person.</summary>
    public string? Zone { get; init; }

    public IReadOnlyList<string> Project { get => field ?? []; init; }
    public IReadOnlyList<string> Client { get => field ?? []; init; }
    public IReadOnlyList<string> Task { get => field ?? []; init; }
    public IReadOnlyList<string> Note { get => field ?? []; init; }
    public IReadOnlyList<string> Category { get => field ?? []; init; }
    public IReadOnlyList<string> Entity { get => field ?? []; init; }
    public IReadOnlyList<string> Language { get => field ?? []; init; }
    public IReadOnlyList<string> Machine { get => field ?? []; init; }
    public IReadOnlyList<string> Branch { get => field ?? []; init; }
    public MappedTags? Tags { get; init; }
    public IReadOnlyList<string> Billable { get => field ?? []; init; }

    /// <summary>The price of an hour; its currency is in the column's name or in <see cref="Currency"/>.</summary>
    public IReadOnlyList<string> HourlyRate { get => field ?? []; init; }

    public IReadOnlyList<string> Currency { get => field ?? []; init; }

    /// <summary>Rows that are not time: breaks, sums.</summary>
    public IReadOnlyList<MappedSkip> Skip { get => field ?? []; init; }

    /// <summary>Columns whose content is known and needs no warning, though nothing is made of it but a note in the row.</summary>
    public IReadOnlyList<string> Known { get => field ?? []; init; }

    /// <summary>
    /// Texts that begin like a formula have an apostrophe in front, which is taken off again; only for files that nobody
    /// writes otherwise.
    /// </summary>
    public bool FormulaSafe { get; init; }

    /// <summary>Values for what the file does not say.</summary>
    public MappedConstants Constants { get => field ?? new(); init; }
}

/// <summary>What a file of this kind is known by. Names are compared without regard to case, spaces and a currency in brackets.</summary>
public sealed record MappingSigns
{
    /// <summary>All of these columns, each perhaps under several names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Columns { get => field ?? []; init; }

    /// <summary>None of these.</summary>
    public IReadOnlyList<string> Without { get => field ?? []; init; }

    /// <summary>Columns as they are written, to the letter: "Start Date" is Clockify's, "Start date" Toggl's.</summary>
    public IReadOnlyList<string> Exactly { get => field ?? []; init; }

    /// <summary>"tab", "comma", "semicolon" or "bar", where that is a sign.</summary>
    public string? Delimiter { get; init; }

    /// <summary>There are no others than those named in <see cref="Columns"/>.</summary>
    public bool NoOthers { get; init; }
}

/// <summary>A moment in one column or in two.</summary>
public sealed record MappedMoment
{
    /// <summary>Date and time together.</summary>
    public IReadOnlyList<string> At { get => field ?? []; init; }

    public IReadOnlyList<string> Date { get => field ?? []; init; }
    public IReadOnlyList<string> Time { get => field ?? []; init; }
}

public sealed record MappedLength
{
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What a plain number counts.</summary>
    public LengthUnit Unit { get; init; } = LengthUnit.Hours;

    /// <summary>What counts is this length, taken from the start on, not what lies between start and end: breaks are already off.</summary>
    public bool Counts { get; init; }

    /// <summary>
    /// Seconds that the file rounds a length to: one that is no further from start and end than half of it says no more
    /// than they do, and they count.
    /// </summary>
    public int RoundedTo { get; init; }
}

public sealed record MappedTags
{
    public required IReadOnlyList<string> Columns { get; init; }
    public string SplitBy { get => field ?? ", "; init; }
}

public sealed record MappedSkip
{
    public required string Column { get; init; }
    public required IReadOnlyList<string> Is { get; init; }
    public required string Because { get; init; }
}

public sealed record MappedConstants
{
    public string? Project { get; init; }
    public string? Client { get; init; }
    public string? Category { get; init; }
    public IReadOnlyList<string> Tags { get => field ?? []; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Mapping))]
internal sealed partial class MappingJson : JsonSerializerContext;
