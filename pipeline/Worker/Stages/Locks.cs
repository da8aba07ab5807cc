using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Which dates hands may no longer change. A rule that cannot be read locks everything.</summary>
/// <param name="closedThrough">The last closed day, or null.</param>
/// <param name="today">Where the person is.</param>
public sealed class Locks(Settings settings, LocalDate? closedThrough, LocalDate today)
{
    private readonly string? _rule = settings.Closing.Lock;
    private readonly LockRule? _parsed = settings.Closing.Lock is { } rule ? LockRule.Parse(rule) : null;

    public static Locks Of(Ledger ledger, Settings settings, LocalDate today)
    {
        using var source = SliceSource.Of(ledger);
        var person = source.People().FirstOrDefault(p => p.Name == settings.Person);
        return new Locks(settings, person is null ? null : source.Account.LastClosed(person.Id)?.Date, today);
    }

    /// <summary>The last day the rule locks, whatever is unlocked in it; null where there is no rule.</summary>
    public LocalDate? LockedThrough => _rule is null ? null : _parsed?.LockedThrough(today) ?? LocalDate.MaxIsoValue;

    /// <summary>Why a date cannot be changed by hand, with the way out; null where it can.</summary>
    public string? WhyLocked(LocalDate date)
    {
        if (date <= closedThrough)
            return $"{Period.Iso(date)} is closed. Open it again: daybook reopen {Period.Iso(date)} --reason TEXT. Or correct the balance on an open day: daybook adjust";
        if (_rule is null) return null;
        if (_parsed is null) return $"'{Model.Printable.Line(_rule)}' is not a rule for locking, so everything is locked. Write Closing.Lock like month+14.";
        if (date > LockedThrough) return null;
        var unlocked = settings.Closing.Unlocked.Any(u => u.Period.Contains(date) && today <= u.Until);
        return unlocked ? null : $"{Period.Iso(date)} is locked: {Period.Iso(LockedThrough!.Value)} and before are, by the rule {_parsed}. Closing.Unlocked in the configuration opens a period for a time.";
    }

    /// <exception cref="LedgerException">One of the dates is locked; nothing may be changed.</exception>
    public void Refuse(IEnumerable<LocalDate> dates)
    {
        foreach (var date in dates.Distinct().Order())
            if (WhyLocked(date) is { } why) throw HandStage.Refused(why);
    }
}
