using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daybook.Rules;

/// <summary>The content of a holiday file, as <c>holidays.schema.json</c> describes it, before anything is checked.</summary>
internal sealed record HolidayFile
{
    /// <summary>Where editors find the schema; without meaning for the reading.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Country { get; init; }
    public required string Name { get; init; }

    /// <summary>Names by code.</summary>
    public IReadOnlyDictionary<string, string?> Regions { get => field ?? new Dictionary<string, string?>(); init; }

    /// <summary>The language of regions that call holidays otherwise than the rest.</summary>
    public IReadOnlyDictionary<string, string?> Languages { get => field ?? new Dictionary<string, string?>(); init; }

    /// <summary>What follows the name of a holiday that is held on another day.</summary>
    public string? MovedMark { get; init; }

    public IReadOnlyList<string?> Notes { get => field ?? []; init; }
    public required IReadOnlyList<HolidayEntry?> Holidays { get; init; }
}

/// <summary>One holiday of a file.</summary>
internal sealed record HolidayEntry
{
    public required string Name { get; init; }
    public IReadOnlyDictionary<string, string?> Names { get => field ?? new Dictionary<string, string?>(); init; }

    /// <summary><c>12-25</c>, or <c>2022-09-19</c> for once.</summary>
    public string? Date { get; init; }

    /// <summary>Days after Easter Sunday.</summary>
    public int? Easter { get; init; }

    public string? Weekday { get; init; }
    public int? Nth { get; init; }
    public int? Month { get; init; }
    public string? Before { get; init; }
    public string? OnOrBefore { get; init; }
    public string? OnOrAfter { get; init; }
    public string? After { get; init; }

    public IReadOnlyList<string?>? Regions { get; init; }
    public int? From { get; init; }
    public int? To { get; init; }
    public int? Every { get; init; }
    public IReadOnlyList<int> Except { get => field ?? []; init; }
    public IReadOnlyList<string?>? OnlyOn { get; init; }

    /// <summary>Days after Easter Sunday that it must, or must not, be.</summary>
    public int? IfEaster { get; init; }

    public int? UnlessEaster { get; init; }

    /// <summary>Weekday to weekday, or to <c>free</c>.</summary>
    public IReadOnlyDictionary<string, string?> Moves { get => field ?? new Dictionary<string, string?>(); init; }

    public bool Half { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(HolidayFile))]
internal sealed partial class HolidayJson : JsonSerializerContext;
