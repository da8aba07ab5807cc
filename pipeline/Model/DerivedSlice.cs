using NodaTime;

namespace Daybook.Model;

/// <summary>What the ledger has of a period, before its parts are given the names a person reads.</summary>
/// <param name="Days">In order; days without a row are left out.</param>
/// <param name="Before">The days of the periods before, in order and without parts.</param>
/// <param name="Stretches">From the day before the period to the day after it, cut at the ends of days, in order.</param>
/// <param name="ActiveDays">Days in a row with time on them that end with the last such day of the period.</param>
public sealed record DerivedSlice(
    IReadOnlyList<NamedDay> Days, IReadOnlyList<DerivedDay> Before,
    IReadOnlyList<DatedStretch> Stretches, Streak ActiveDays, IReadOnlyList<ControlFigure> Controls);

/// <param name="Clock">What the local clock showed at its start, microseconds since midnight.</param>
public sealed record DatedStretch(LocalDate Date, long Clock, Stretch Stretch);

/// <summary>A day with its parts by name. Classes, like the rest here: lists of structures are compiled anew in every process.</summary>
public sealed record NamedDay(DerivedDay Day, IReadOnlyList<NamedPart> Parts);

/// <summary>A part of a day with the text its id stands for, as the source wrote it.</summary>
/// <param name="Name">Empty where the facts give none, and for a part by agent; null for <see cref="DerivedPart.OfNoCategory"/>.</param>
/// <param name="Agent">Set for a part by agent.</param>
public sealed record NamedPart(PartKind Kind, long Micros, string? Name, AgentText? Agent);

/// <summary>An agent's texts as the heartbeats have them, and the readable names a source has given for them, empty where unknown.</summary>
public sealed record AgentText(
    string Machine, string UserAgent, string Editor, string OperatingSystem, string MachineLabel, string EditorLabel, string OperatingSystemLabel);
