using NodaTime;

namespace Daybook.Model;

/// <summary>A day's time as it is sold: with its client, and what an hour of it is worth.</summary>
/// <param name="Client">Empty where it is of none, like the task.</param>
/// <param name="Project">As reports call it.</param>
/// <param name="Rate">Of an hour; null where there is none, or it is not billable.</param>
/// <param name="Micros">Below zero where more was billed than there is.</param>
public sealed record SoldTime(LocalDate Date, string Client, string Project, string Task, bool IsBillable, Money? Rate, long Micros);

/// <summary>Time that stands on an invoice.</summary>
/// <param name="Rate">Of an hour, as it was billed; null where it had none.</param>
/// <param name="Micros">Below zero where it was given back.</param>
public sealed record BilledTime(LocalDate Date, string Client, string Project, string Task, Money? Rate, long Micros);

/// <summary>Time under one name at one rate: a line of an invoice or of a table.</summary>
/// <param name="Task">Null where tasks stand together.</param>
/// <param name="Date">Null where days stand together.</param>
/// <param name="First">The first day with any of it.</param>
/// <param name="Last">The last one.</param>
/// <param name="Micros">As it is billed.</param>
/// <param name="Hours">Of <paramref name="Micros"/>, in millionths of an hour; half goes away from zero.</param>
/// <param name="Amount">Hours times rate in the currency's smallest coin; null where there is no rate.</param>
public sealed record SaleLine(string Client, string Project, string? Task, LocalDate? Date, LocalDate First, LocalDate Last, long Micros, long Hours, Money? Rate, Money? Amount)
{
    /// <summary>Whether time is of what the line is put together from.</summary>
    public bool Has(SoldTime time) => (time.Client, time.Project, time.Rate) == (Client, Project, Rate) && (Task ?? time.Task) == time.Task && (Date ?? time.Date) == time.Date;
}

/// <summary>A share of a budget that has been used.</summary>
/// <param name="On">The day it was reached.</param>
public sealed record BudgetMark(int Percent, LocalDate On);

/// <summary>How much of a budget is used up at the end of a period.</summary>
/// <param name="Project">Null for all of a client.</param>
/// <param name="From">First day that counts; null for the first there is.</param>
/// <param name="Until">Last day it is for, or null.</param>
/// <param name="Currency">Null where the budget is of hours: its figures are microseconds then, else ten-thousandths of the currency's unit.</param>
/// <param name="Used">By the period's last day.</param>
/// <param name="UsedBefore">By the day before the period.</param>
/// <param name="Marks">Those reached by the period's last day, in order.</param>
/// <param name="Days">What was used by the end of each day on which something was, in order.</param>
public sealed record BudgetFigure(
    string? Project, string? Client, LocalDate? From, LocalDate? Until, string? Currency, long Target, long Used, long UsedBefore, IReadOnlyList<BudgetMark> Marks,
    IReadOnlyList<KeyValuePair<LocalDate, long>> Days)
{
    /// <summary>Whole percent, cut off; 0 where the target is nothing.</summary>
    public long Percent => Target <= 0 ? 0 : (long)((Int128)Used * 100 / Target);
}
