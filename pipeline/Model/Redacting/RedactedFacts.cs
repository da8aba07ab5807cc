using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Daybook.Model;

/// <summary>Facts without what the rules do not let in: also nothing of unknown keys, raw rows and quoted values, in which it might stand.</summary>
public static partial class RedactedFacts
{
    private const string NotKept = "(not kept: the settings redact this source)";

    // Kinds whose identity is made of names of projects or folders.
    private static readonly string[] KnownByNames = [AccountFact.Project, AccountFact.Mapping, AccountFact.Control, AccountFact.Review, AccountFact.Pushed];

    private static readonly Dictionary<string, RedactField> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["project"] = RedactField.Project,
        ["project_name"] = RedactField.Project,
        ["note"] = RedactField.Note,
        ["notes"] = RedactField.Note,
        ["description"] = RedactField.Note,
        ["comment"] = RedactField.Note,
        ["reason"] = RedactField.Note,
        ["branch"] = RedactField.Branch,
        ["entity"] = RedactField.Entity,
        ["folder"] = RedactField.Entity,
        ["path"] = RedactField.Entity,
        ["file"] = RedactField.Entity,
    };

    /// <summary>What it is known by, where it has no id, is made of what is kept.</summary>
    public static TimeEntry Apply(this Redactor redactor, TimeEntry entry)
    {
        var (at, time) = entry.Time switch
        {
            EntryTime.Interval i => (i.Start, string.Create(CultureInfo.InvariantCulture, $"{i.Start}")),
            EntryTime.OnDate d => (Start(d.Date), $"{d.Date:uuuu-MM-dd}"),
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };
        var period = redactor.PeriodOf(at);
        var work = entry.Work with
        {
            Project = redactor.Apply(RedactField.Project, period, entry.Work.Project),
            Note = redactor.Apply(RedactField.Note, period, entry.Work.Note),
            Branch = redactor.Apply(RedactField.Branch, period, entry.Work.Branch),
            Entity = redactor.Apply(RedactField.Entity, period, entry.Work.Entity),
        };
        return entry with { Work = work, Extra = null, Row = null, Raw = string.Join('\n', "redacted/1", time, entry.Person, work.Project, work.Client, work.Task, work.Note) };
    }

    public static DayTotal Apply(this Redactor redactor, DayTotal total)
    {
        var period = redactor.PeriodOf(Start(total.Date));
        return total with
        {
            Extra = null,
            Parts = [.. total.Parts.Select(p => p with
            {
                WithinProject = redactor.Apply(RedactField.Project, period, p.WithinProject),
                Name = FieldOf(p.Dimension) is { } field ? redactor.Apply(field, period, p.Name) ?? "" : p.Name,
                Extra = null,
            })],
        };
    }

    public static AccountFact Apply(this Redactor redactor, AccountFact fact)
    {
        var period = fact.AtMicros is { } at ? redactor.PeriodOf(at) : fact.Date is { } date ? redactor.PeriodOf(Start(date)) : redactor.LastPeriod;
        if (JsonNode.Parse(fact.Json) is not JsonObject json) return fact;
        // A timer that runs is made of what was said.
        if (fact.Kind != AccountFact.Running) json.Remove("said");
        Redact(json, redactor, period, fact.Kind == AccountFact.Project);
        return fact with { Json = json.ToJsonString(), Identity = KnownByNames.Contains(fact.Kind) ? redactor.Hashed(fact.Identity) : fact.Identity };
    }

    public static Rejection Apply(this Redactor redactor, Rejection rejection) => new(redactor.Apply(rejection.Diagnostic), NotKept);

    /// <summary>Without the values that it quotes.</summary>
    public static Diagnostic Apply(this Redactor _, Diagnostic diagnostic) =>
        diagnostic with { Message = Quoted().Replace(diagnostic.Message, "'…'"), Hint = diagnostic.Hint is null ? null : Quoted().Replace(diagnostic.Hint, "'…'") };

    private static long Start(LocalDate date) => Micros.From(date.AtMidnight().InUtc().ToInstant());

    private static RedactField? FieldOf(Dimension dimension) => dimension switch
    {
        Dimension.Project => RedactField.Project,
        Dimension.Branch => RedactField.Branch,
        Dimension.Entity => RedactField.Entity,
        _ => null,
    };

    private static void Redact(JsonNode? node, Redactor redactor, int period, bool isProject)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list) Redact(item, redactor, period, isProject);
                break;
            case JsonObject members:
                foreach (var (key, value) in members.ToList())
                    if (value is JsonValue text && text.TryGetValue<string>(out var said) && (Keys.TryGetValue(key, out var field) || (isProject && key == "name")))
                        if (redactor.Apply(isProject && key == "name" ? RedactField.Project : field, period, said) is { } kept) members[key] = kept;
                        else members.Remove(key);
                    else Redact(value, redactor, period, isProject);
                break;
        }
    }

    [GeneratedRegex("'.*'", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
