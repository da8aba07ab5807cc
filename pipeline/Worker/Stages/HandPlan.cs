using Daybook.Importers.Daybook;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What a person says of an entry; null for what they leave as it is, an empty text for nothing at all.</summary>
public sealed record HandWork(string? Project, string? Client, string? Task, string? Note, IReadOnlyList<string>? Tags, bool? IsBillable)
{
    public static HandWork Unsaid { get; } = new(null, null, null, null, null, null);

    public EntryWork Over(EntryWork work) => work with
    {
        Project = Said(Project, work.Project),
        Client = Said(Client, work.Client),
        Task = Said(Task, work.Task),
        Note = Said(Note, work.Note),
        Tags = Tags is null ? work.Tags : [.. Tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)],
        IsBillable = IsBillable ?? work.IsBillable,
    };

    private static string? Said(string? said, string? before) => said is null ? before : said.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>The times a person gives an entry anew; null for what stays.</summary>
/// <param name="Length">Microseconds.</param>
public sealed record HandTimes(SaidTime? Start, SaidTime? End, long? Length)
{
    public bool AreUnsaid => Start is null && End is null && Length is null;
}

/// <param name="What">In a word for people: started, stopped, added, edited, dropped.</param>
/// <param name="Item">The version to take in.</param>
public sealed record HandChange(string What, DaybookItem Item);

/// <summary>What a command would do: the versions to take in together, and what a person should know of them.</summary>
public sealed class HandPlan
{
    public List<HandChange> Changes { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Days that the changes touch beside those of the entries among them; none of them may be closed or locked.</summary>
    public List<LocalDate> Days { get; } = [];
}
