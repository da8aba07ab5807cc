namespace Daybook.Model;

/// <summary>What a day's time can be summed by. Every one but <see cref="Dependency"/> parts the day without overlap.</summary>
public enum Dimension
{
    Project = 1,
    Language = 2,
    Editor = 3,
    Category = 4,
    Machine = 5,
    OperatingSystem = 6,
    Branch = 7,
    Entity = 8,
    /// <summary>A heartbeat can have many: they never sum to the day.</summary>
    Dependency = 9,
    /// <summary>No part of a day by itself: a slice has it of what is sold.</summary>
    Client = 10,
}
