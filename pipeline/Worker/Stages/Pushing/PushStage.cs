using System.Diagnostics;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages.Pulling;
using NodaTime;

namespace Daybook.Worker.Stages.Pushing;

/// <summary>What became of an entry.</summary>
/// <param name="Row">As it is now.</param>
/// <param name="Action">What was done last, or would be; <see cref="PushAction.LookFor"/> where it was found there.</param>
public sealed record PushedRow(PushRow Row, PushAction Action);

/// <summary>What became of a day.</summary>
/// <param name="Held">Why nothing more of it is sent, where no row of it says so; or null.</param>
public sealed record PushedDay(PushDay Plan, IReadOnlyList<PushedRow> Rows, string? Held)
{
    public bool IsComplete => Held is null && Rows.All(r => r.Row.State == PushState.Done);
}

/// <param name="Requests">Made, of all kinds.</param>
/// <param name="Trouble">What ended it early, or null.</param>
public sealed record PushOutcome(IReadOnlyList<PushedDay> Days, int Requests, Diagnostic? Trouble, ExitCode Code);

/// <summary>
/// Makes what a service has of the days what they are allocated to. Each change of a row is on the disk before the request that it speaks of, and none is
/// made within a transaction.
/// </summary>
public sealed class PushStage
{
    private readonly Ledger _ledger;
    private readonly Settings _settings;
    private readonly PullSettings _pull;
    private readonly Surroundings _world;
    private readonly Instant _now;
    private readonly ServicePush _push;
    private readonly int _person;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <param name="pull">Says which service it is, and where; and which workspace, where it has several.</param>
    /// <exception cref="LedgerException">Nothing can be pushed to the service, no workspace is said, or as <see cref="AllocateStage"/>.</exception>
    public PushStage(Ledger ledger, Settings settings, PullSettings pull, Surroundings world, Instant now)
    {
        (_ledger, _settings, _pull, _world, _now) = (ledger, settings, pull, world, now);
        _push = AllPushes.Of(pull.Service.Name) ?? throw HandStage.Refused($"nothing can be pushed to '{pull.Service.Name}', only to {string.Join(" and ", AllPushes.InOrder.Select(p => p.Service.Name))}");
        // The active one changes with a click over there, and all would be sent once more into another.
        Workspace = pull.Workspace ?? (_push.HasWorkspaces ? null : pull.Place) ?? throw HandStage.Refused($"the source '{Printable.Line(pull.Source)}' does not say which workspace is pushed to. Put its id into the settings: Sources, Pull, Workspace");
        Allocate = new AllocateStage(ledger, settings, now);
        _person = Allocate.Person;
    }

    public string Service => _push.Service.Name;

    /// <summary>Or, where the service has none, the server.</summary>
    public string Workspace { get; }

    /// <summary>In words.</summary>
    public string Destination => _push.HasWorkspaces ? $"workspace {Printable.Line(Workspace)}" : Printable.Line(Workspace);

    public AllocateStage Allocate { get; }

    /// <summary>What is to be done, as far as the ledger knows. Nothing is asked and nothing written.</summary>
    public IReadOnlyList<PushDay> Plan(LocalDate from, LocalDate to)
    {
        var allocated = Allocate.Run(from, to);
        var last = LocalDate.Min(to, Allocate.Today.PlusDays(-1));
        var facts = _ledger.Terms.Of(_person, [AccountFact.Pushed]).Select(PushedFact.Of).OfType<PushedFact>();
        return new PushPlan(Service, Workspace, _settings.Allocation?.Description ?? AllocationSettings.StandardDescription)
            .Of(from, last, allocated.Days, _ledger.Pushes.Rows(_person, Service, Workspace, from, last), facts);
    }

    /// <param name="told">Gets each day that was worked on.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; what was done is written down.</exception>
    public PushOutcome Run(IReadOnlyList<PushDay> plan, Action<PushedDay> told)
    {
        var days = new List<PushedDay>();
        // Doubts come first: nothing new is sent while something older may be there unseen.
        var open = plan.Where(d => !d.IsComplete).OrderBy(d => d.Steps.All(s => s.Action != PushAction.LookFor)).ThenBy(d => d.Date).ToList();
        SaveIntent(plan);
        if (open.Count == 0) return new PushOutcome(days, 0, null, ExitCode.Done);
        if (Secrets.Of(_pull.Source, _pull.SecretFile, _world.Environment, out var flaw, out var hint) is not { } secret)
            return new PushOutcome(days, 0, Said(flaw!, hint), ExitCode.Configuration);
        var cursors = new PullCursors(_ledger, _ledger.Sources.Ensure(_pull.Source, Service, _settings.Person).Id);
        var budget = new RequestBudget(cursors, _pull.RequestsPerHour, Now);
        using var remote = new RemoteClient(_pull.Host, secret, _world.Remote ?? RemoteWorld.Real, Now, budget.Take);
        if (_push.Open(remote, _pull, _world.Stop, out var account, out var trouble) is not { } writer) return Ended(trouble);
        if (cursors.Account is { } known && known != account)
            return new PushOutcome(days, remote.Sent, Said("it holds the time of another account or workspace than the key is of", "Give this one a source of its own: another Name in Sources."), ExitCode.Configuration);
        cursors.Account = account;
        foreach (var day in open)
        {
            _world.Stop.ThrowIfCancellationRequested();
            var work = new DayPush(writer, day, Save, () => Micros.From(Now()), _settings.Allocation?.IsBillable, new PushKey(Service, Workspace, day.Date, "", 0));
            trouble = work.Run();
            days.Add(work.Outcome);
            told(work.Outcome);
            if (trouble is not null) return Ended(trouble);
        }
        return Ended(null);

        PushOutcome Ended(RemoteTrouble? why)
        {
            var code = days.All(d => d.IsComplete) ? ExitCode.Done : days.Any(d => d.Rows.Any(r => r.Row.State == PushState.Unknown)) ? ExitCode.TryAgain : ExitCode.PartlyDone;
            if (why is not null) code = budget.IsSpent || (why.Status is null && why.Kind == RemoteKind.Limited) ? ExitCodes.Worst(code, ExitCode.PartlyDone) : ExitCodes.Worst(code, ExitCodes.Of(why.Kind));
            return new PushOutcome(days, remote.Sent, why is null ? null : Said(why.Message, why.Hint), code);
        }
    }

    /// <summary>What is wanted is written down before anything is asked, so that a run that dies leaves a plan and no riddle.</summary>
    private void SaveIntent(IReadOnlyList<PushDay> plan)
    {
        var rows = plan.SelectMany(d => d.Steps).Select(s => s.Row).ToList();
        if (rows.Count == 0) return;
        var known = _ledger.Pushes.Rows(_person, Service, Workspace, rows.Min(r => r.Key.Date), rows.Max(r => r.Key.Date)).ToHashSet();
        Save([.. rows.Where(r => !known.Contains(r))]);
    }

    private void Save(IReadOnlyCollection<PushRow> rows) => _ledger.Pushes.Save(_person, rows, Micros.From(Now()));

    private Instant Now() => _now + Duration.FromTimeSpan(_clock.Elapsed);

    private Diagnostic Said(string message, string hint) => new(_pull.Source, Place.WholeFile, Severity.Error, message, hint);
}
