using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daybook.Rules;

/// <summary>The content of a pack's file, as <c>limits.schema.json</c> describes it, before anything is checked. Lengths are minutes.</summary>
internal sealed record LimitFile
{
    /// <summary>Where editors find the schema; without meaning for the reading.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Code { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<string?> Notes { get => field ?? []; init; }
    public required IReadOnlyList<LimitEntry?> Rules { get; init; }
}

/// <summary>One rule of a file.</summary>
internal sealed record LimitEntry
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required string Law { get; init; }
    public int? Most { get; init; }
    public int? Least { get; init; }
    public int? Weeks { get; init; }
    public int? Piece { get; init; }
    public bool? WithinADay { get; init; }
    public IReadOnlyList<LimitStep?>? Steps { get; init; }
}

/// <summary>From how much work on how much of a break.</summary>
internal sealed record LimitStep
{
    public required int After { get; init; }
    public required int Least { get; init; }
    public required int Piece { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LimitFile))]
internal sealed partial class LimitJson : JsonSerializerContext;
