using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook lock [DATE]</c></summary>
internal static class LockCommand
{
    private static readonly Argument<string?> Which = new("DATE") { Description = "Whether this day may still be changed; without it what is locked.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("lock", "Say what may no longer be changed by hand, and why: closed days, and the rule Closing.Lock of the configuration.") { Which }
            .Doing(world, "daybook lock 2026-10-21", Run);

    private static ExitCode Run(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        using var source = SliceSource.Of(ledger);
        var person = source.People().FirstOrDefault(p => p.Name == context.Settings.Person);
        var closed = person is null ? null : source.Account.LastClosed(person.Id)?.Date;
        var today = new HandStage(ledger, context.Settings, context.Now, null, context.World.Random).Clock.Today;
        var locks = new Locks(context.Settings, closed, today);
        if (CommandContext.DateOf(context.Get(Which), Which.Name) is { } date)
        {
            var why = locks.WhyLocked(date);
            if (context.IsJson) context.World.Output.WriteLine($$"""{"date":"{{Period.Iso(date)}}","locked":{{(why is null ? "false" : "true")}}}""");
            else context.Say(why is null ? $"{Period.Iso(date)} may be changed" : Printable.Line(why));
            return ExitCode.Done;
        }
        if (context.IsJson)
        {
            context.World.Output.WriteLine($$"""{"closed_through":{{Quoted(closed)}},"locked_through":{{Quoted(locks.LockedThrough)}}}""");
            return ExitCode.Done;
        }
        context.Say(closed is { } last ? $"closed through {Period.Iso(last)}" : "nothing is closed");
        context.Say(context.Settings.Closing.Lock is not { } rule ? "no rule locks anything (Closing.Lock)"
            : locks.LockedThrough == LocalDate.MaxIsoValue ? Printable.Line(locks.WhyLocked(LocalDate.MaxIsoValue)!)
            : $"locked through {Period.Iso(locks.LockedThrough!.Value)} by the rule {Printable.Line(rule)}");
        foreach (var open in context.Settings.Closing.Unlocked.Where(u => today <= u.Until)) context.Say($"{open.Period.Name} may be changed until {Period.Iso(open.Until)}: {Printable.Line(open.Reason)}");
        return ExitCode.Done;
    }

    private static string Quoted(LocalDate? date) => date is { } known ? $"\"{Period.Iso(known)}\"" : "null";
}
