using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Finds time that came for closed days after they were closed, whose it is, and what is to become of it.</summary>
public static class LateFacts
{
    public static IReadOnlyList<LateTime> Of(AccountBook book, Ledger ledger, Settings settings)
    {
        var late = book.Reader.Late(book.Person);
        if (late.Count == 0) return [];
        var sources = SourcesOf(ledger, book.Person);
        using var prints = ledger.Prints();
        return [.. late.Select(l => Of(l.Date, l.Since, l.Booked))];

        LateTime Of(LocalDate date, long since, long booked)
        {
            // By the span the day had when it was closed: a day that is cut otherwise today has no other facts for that.
            var body = ClosingBody.Read(book.Reader.Closed(book.Person, date, date, withBody: true)[0].Body!);
            var now = prints.Of(date, body.Start, body.End, sources);
            var changed = body.Prints.Keys.Union(now.Keys).Where(s => body.Prints.GetValueOrDefault(s) != now.GetValueOrDefault(s)).Order(StringComparer.Ordinal).ToList();
            // What was booked and is gone again is booked back.
            var treatment = changed.Count == 0 && since == 0 ? LateTreatment.Adjust : TreatmentOf(changed, settings);
            return new LateTime(date, since - booked, changed, treatment);
        }
    }

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
