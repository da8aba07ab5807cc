using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;

namespace Daybook.Worker.Completing;

/// <summary>Names and periods of the ledger that the command line means; none where it cannot be read at once.</summary>
internal sealed class LedgerWords
{
    private const int RecentWeeks = 8, RecentMonths = 6, MonthLength = 7;

    private readonly ParseResult _before;
    private readonly Surroundings _world;

    /// <param name="before">What was typed so far: it may name the ledger.</param>
    public LedgerWords(ParseResult before, Surroundings world) => (_before, _world) = (before, world);

    public Expected Projects() => Names(n => n.Projects());

    public Expected Clients() => Names(n => n.Clients());

    public Expected Tasks() => Names(n => n.Tasks());

    public Expected Sources() => Names(n => n.Sources());

    public Expected People() => Names(n => n.People());

    /// <summary>Services one can push to, and sources that are pulled.</summary>
    public Expected Pulled() => Asked(context => Expected.Of(context.Settings.Pulls.Select(p => p.Source)));

    /// <summary>Periods that the ledger has days of, the newest first; days only of a month that is typed already.</summary>
    public Expected Periods(string typed, params ReadOnlySpan<PeriodKind> kinds)
    {
        var words = new List<string>();
        if (Span() is not var (from, to)) return Expected.Nothing;
        foreach (var kind in kinds)
        {
            if (kind == PeriodKind.Day && typed.Length <= MonthLength) continue;
            var most = typed.Length > 0 || kind == PeriodKind.Year ? int.MaxValue : kind == PeriodKind.Week ? RecentWeeks : RecentMonths;
            for (var period = Period.Containing(kind, to); most > 0 && period.To >= from; period = period.Previous, most--)
                if (period.Name.StartsWith(typed, StringComparison.Ordinal)) words.Add(period.Name);
        }
        return Expected.Of(words);
    }

    private (NodaTime.LocalDate From, NodaTime.LocalDate To)? Span()
    {
        (NodaTime.LocalDate, NodaTime.LocalDate)? span = null;
        _ = Names(n =>
        {
            span = n.Days();
            return [];
        });
        return span;
    }

    private Expected Names(Func<KnownNames, IEnumerable<string>> ask) => Asked(context =>
    {
        using var ledger = Ledger.Glance(context.Settings.Ledger);
        // What begins with a dash would be taken for an option.
        return ledger is null ? Expected.Nothing : Expected.Of(ask(ledger.Known).Where(n => !n.StartsWith('-')));
    });

    private Expected Asked(Func<CommandContext, Expected> ask)
    {
        try
        {
            return ask(new CommandContext(_before, _world));
        }
        catch (Exception e) when (e is InvalidOperationException || Answers.To(e).Code != ExitCode.Internal)
        {
            // The command itself will say it; whoever presses Tab did not ask.
            return Expected.Nothing;
        }
    }
}
