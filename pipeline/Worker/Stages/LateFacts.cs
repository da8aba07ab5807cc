using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Finds time, time off and adjustments that came for closed days after they were closed, whose it is, and what is to become of it.</summary>
public static class LateFacts
{
    /// <param name="Since">What the day would come to more, microseconds.</param>
    public sealed record Difference(ClosedDaySince Closed, long Since);

    public static IReadOnlyList<LateTime> Of(AccountBook book, Ledger ledger, Settings settings)
    {
        var late = Differences(book);
        if (late.Count == 0) return [];
        var (days, account) = (new AccountDays(book.Terms), new Account(book.Terms, book.Cut));
        var sources = SourcesOf(ledger, book.Person);
        using var prints = ledger.Prints();
        return [.. late.Select(l => Of(l.Closed, l.Since))];

        LateTime Of(ClosedDaySince closed, long since)
        {
            var date = closed.Date;
            // By the span the day had when it was closed: a day that is cut otherwise today has no other facts for that.
            var body = BodyOf(book, date);
            var now = prints.Of(date, body.Start, body.End, sources);
            var changed = body.Prints.Keys.Union(now.Keys).Where(s => body.Prints.GetValueOrDefault(s) != now.GetValueOrDefault(s))
                .Union(Changed(body.Marks, days.On(new WorkedDay(date, 0, AccountRule.Timeline, [])).Marks, m => m.Source))
                .Union(Changed(Adjustments(body), account.AdjustmentsOn(date, closed.Opening), a => a.Source)).Order(StringComparer.Ordinal).ToList();
            // What was booked and is gone again is booked back.
            var treatment = changed.Count == 0 && since == 0 ? LateTreatment.Adjust : TreatmentOf(changed, settings);
            return new LateTime(date, since - closed.Booked, changed, treatment);
        }
    }

    /// <summary>Whose it is that is there only before or only now.</summary>
    private static IEnumerable<string> Changed<T>(IEnumerable<T> before, IEnumerable<T> now, Func<T, string?> source) =>
        before.Except(now).Concat(now.Except(before)).Select(source).OfType<string>();

    /// <summary>Closed days that would come to something else today beyond what was booked of them, in order.</summary>
    /// <remarks>A contract that is another today changes nothing of what was closed by it.</remarks>
    public static IReadOnlyList<Difference> Differences(AccountBook book)
    {
        var (days, account, late) = (new AccountDays(book.Terms), new Account(book.Terms, book.Cut), new List<Difference>());
        foreach (var day in book.Reader.Since(book.Person))
        {
            var worked = book.Terms.Contracts.On(day.Date)?.WorkedBy == WorkedBy.Sum ? day.Summed : day.Worked;
            var since = worked - day.Counted + TimeOff(day, worked, days) + Adjusted(day, account, book);
            if (since != day.Booked) late.Add(new Difference(day, since));
        }
        return late;
    }

    private static long TimeOff(ClosedDaySince closed, long worked, AccountDays days)
    {
        if (closed.Credited == 0 && closed.Should == closed.Planned && days.AbsencesOn(closed.Date).Count == 0) return 0;
        var today = days.On(new WorkedDay(closed.Date, worked, AccountRule.Timeline, []));
        return today.Planned == closed.Planned ? today.Credited - today.Should - (closed.Credited - closed.Should) : 0;
    }

    private static long Adjusted(ClosedDaySince closed, Account account, AccountBook book)
    {
        var today = account.AdjustmentsOn(closed.Date, closed.Opening).Sum(a => a.Micros);
        return closed.Adjusted == 0 ? today : today - Adjustments(BodyOf(book, closed.Date)).Sum(a => a.Micros);
    }

    private static IEnumerable<AccountAddend> Adjustments(ClosingBody body) => body.Addends.Where(a => a.Rule is AccountRule.Adjustment or AccountRule.Opening);

    private static ClosingBody BodyOf(AccountBook book, LocalDate date) => ClosingBody.Read(book.Reader.Closed(book.Person, date, date, withBody: true)[0].Body!);

    /// <summary>What a closing books of it.</summary>
    public static IReadOnlyList<Adjustment> Bookings(IEnumerable<LateTime> late, LocalDate on) => [.. late.Where(l => l.Treatment == LateTreatment.Adjust)
        .Select(l => new Adjustment(on, l.Micros, false, $"{Model.Period.Iso(l.Date)}{(l.Sources.Count > 0 ? $", {string.Join(", ", l.Sources)}" : "")}") { Rule = AccountRule.Late })];

    public static HashSet<int> SourcesOf(Ledger ledger, int person) => [.. ledger.Sources.All().Where(s => s.Person == person).Select(s => s.Id)];

    // Where no fact has changed, a setting has, and what is closed is never worked out by new rules.
    private static LateTreatment TreatmentOf(List<string> sources, Settings settings)
    {
        var all = sources.Select(s => settings.Closing.Late.GetValueOrDefault(s, LateTreatment.Adjust)).ToList();
        return all.Count == 0 || all.Contains(LateTreatment.Hold) ? LateTreatment.Hold : all.Contains(LateTreatment.Reopen) ? LateTreatment.Reopen : LateTreatment.Adjust;
    }
}
