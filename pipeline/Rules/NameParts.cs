using Daybook.Model;

namespace Daybook.Rules;

/// <summary>
/// The names a person reads for the parts of a day: what a source leaves out gets WakaTime's own word for it, and an
/// agent stands for a machine, an editor and an operating system at once.
/// </summary>
public static class NameParts
{
    private const int ShownOfAnId = 8;

    /// <summary>What WakaTime calls a heartbeat without a category.</summary>
    private const string Coding = "coding";

    public static IEnumerable<DayPart> Of(NamedPart part)
    {
        var length = Micros.ToDuration(part.Micros);
        if (part.Agent is { } agent)
            return
            [
                new DayPart(Dimension.Editor, Editor(agent), length),
                new DayPart(Dimension.Machine, Machine(agent), length),
                new DayPart(Dimension.OperatingSystem, OperatingSystem(agent), length),
            ];
        return [new DayPart((Dimension)part.Kind, Name(part), length)];
    }

    /// <summary>The name a person reads for a project or language.</summary>
    /// <param name="name">As its source gave it; empty where it gives none.</param>
    public static string Of(Dimension dimension, string name) => Or(name, Unsaid.Of(dimension));

    private static string Name(NamedPart part) => part switch
    {
        { Name: null } => Unsaid.Category,
        { Kind: PartKind.Category } => Category(Or(part.Name, Coding)),
        _ => Of((Dimension)part.Kind, part.Name),
    };

    private static string Editor(AgentText agent) =>
        First(agent.EditorLabel, UserAgentText.EditorName(agent.Editor), UserAgentText.Parse(agent.UserAgent).Editor, Unsaid.Of(Dimension.Editor));

    private static string OperatingSystem(AgentText agent) =>
        First(agent.OperatingSystemLabel, agent.OperatingSystem, UserAgentText.Parse(agent.UserAgent).OperatingSystem, Unsaid.Of(Dimension.OperatingSystem));

    /// <summary>An export names machines by id; its beginning tells two of them apart.</summary>
    private static string Machine(AgentText agent) =>
        First(agent.MachineLabel, Guid.TryParse(agent.Machine, out _) ? $"machine {agent.Machine[..ShownOfAnId]}" : agent.Machine, Unsaid.Of(Dimension.Machine));

    /// <summary>Heartbeats write <c>writing tests</c>, day totals <c>Writing Tests</c>: one name for both.</summary>
    private static string Category(string name) => string.Join(' ', name.Split(' ').Select(word =>
        word.Equals("ai", StringComparison.OrdinalIgnoreCase) ? "AI" : word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Or(string name, string otherwise) => name.Length > 0 ? name : otherwise;

    private static string First(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
            if (!string.IsNullOrEmpty(name))
                return name;
        return "";
    }
}
