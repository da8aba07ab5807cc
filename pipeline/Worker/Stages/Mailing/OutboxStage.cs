using System.Diagnostics;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages.Mailing;

/// <summary>A mail that is wanted.</summary>
/// <param name="IsNew">Whether it was put now; else it was there already.</param>
public sealed record PutMail(MailRow Row, bool IsNew);

/// <param name="Mails">Those that were tried, as they are now.</param>
/// <param name="Trouble">What kept all of them from being tried, or null.</param>
public sealed record OutboxOutcome(IReadOnlyList<MailRow> Mails, Diagnostic? Trouble, ExitCode Code);

/// <summary>
/// Puts mails into the outbox and sends those that are due, one after the other. Each change of one is on the disk before the step that it speaks of, and
/// nothing is sent within a transaction. Nothing waits: what is not due yet is left to a later run.
/// </summary>
public sealed class OutboxStage
{
    private readonly Ledger _ledger;
    private readonly Settings _settings;
    private readonly Surroundings _world;
    private readonly Instant _now;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private IReadOnlyList<PersonRules>? _people;

    public OutboxStage(Ledger ledger, Settings settings, Surroundings world, Instant now) => (_ledger, _settings, _world, _now) = (ledger, settings, world, now);

    /// <summary>Where mails go, for a person.</summary>
    public string Destination => MailTransports.Destination(_settings);

    private UnknownMails Rule => _settings.Delivery.Unknown;

    /// <summary>Puts a mail where none of its key is; a later edition only where it is wanted and the last one is not still to be sent.</summary>
    /// <param name="mail">Makes it, given what its Message-ID is to be about.</param>
    public PutMail Put(MailKey key, bool isResent, Func<string, Mail> mail)
    {
        var last = _ledger.Outbox.Editions(key) is [.., var found] ? found : null;
        if (last is not null && (!isResent || last.State is MailState.Pending or MailState.Deferred)) return new PutMail(last, IsNew: false);
        var wanted = key with { Edition = (last?.Key.Edition ?? 0) + 1 };
        var made = mail(wanted.About);
        var row = new MailRow(0, wanted, made.From.Address, made.To.Address, made.Subject, made.MessageId, Micros.From(_now));
        var put = _ledger.Outbox.Put([(row, MimeBytes.Of(made))])[0];
        // What it was made of is waste by now. Left to itself the collector waits for tens of megabytes of it, where many people get theirs.
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        return new PutMail(put, IsNew: true);
    }

    /// <summary>What would be sent now.</summary>
    public IReadOnlyList<MailRow> Due() => [.. _ledger.Outbox.Open().Select(Found).Where(r => MailSteps.IsDue(r, Now(), Rule))];

    /// <summary>Settles what a run that died has left; call it where the ledger is open for writing.</summary>
    public void Recover()
    {
        foreach (var row in _ledger.Outbox.Open())
            if (Found(row) is var found && found != row) Save(found);
    }

    /// <param name="only">Whether a mail is meant; null for all that are due.</param>
    /// <param name="told">Gets each mail that was tried.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; what was done is written down.</exception>
    public OutboxOutcome Send(Func<MailRow, bool>? only, Action<MailRow> told)
    {
        Recover();
        var due = Due().Where(r => only is null || only(r)).ToList();
        if (due.Count == 0) return new OutboxOutcome([], null, ExitCode.Done);
        if (MailTransports.Of(_settings, _world, out var flaw, out var hint) is not { } transport)
            return new OutboxOutcome([], new Diagnostic("Mail", Place.WholeFile, Severity.Error, flaw!, hint), ExitCode.Configuration);
        var (mails, code) = (new List<MailRow>(), ExitCode.Done);
        foreach (var row in due)
        {
            _world.Stop.ThrowIfCancellationRequested();
            var (sent, answer) = Send(row, transport);
            mails.Add(sent);
            told(sent);
            code = ExitCodes.Worst(code, CodeOf(answer));
            // The next would fare no better, and each attempt counts.
            if (answer.IsOfAll) break;
        }
        return new OutboxOutcome(mails, null, code);
    }

    private (MailRow Row, MailAnswer Answer) Send(MailRow row, IMailTransport transport)
    {
        row = Save(MailSteps.Begun(row, Now()));
        var answer = transport.Send(row.Sender, row.Recipient, _ledger.Outbox.Body(row.Id), () => row = Save(MailSteps.HandedOver(row)), _world.Stop);
        return (Save(MailSteps.Ended(row, answer, Now(), (_world.Remote ?? RemoteWorld.Real).Chance())), answer);
    }

    /// <summary>As this run finds it.</summary>
    private MailRow Found(MailRow row)
    {
        var found = MailSteps.Found(row, Now());
        return Reminders.IsOne(row.Key) && Today(row.Key.Person) is { } today && Reminders.IsOver(row.Key, today) ? MailSteps.Outlived(found) : found;
    }

    private LocalDate? Today(string person) => (_people ??= PersonRules.Of(_ledger, _settings)).FirstOrDefault(p => p.Name == person)?.Derive.Cut.DayOf(Now());

    private MailRow Save(MailRow row)
    {
        _ledger.Outbox.Save(row, Now());
        return row;
    }

    private static ExitCode CodeOf(MailAnswer answer) => answer.Trouble switch
    {
        MailTrouble.Login => ExitCode.NoPermission,
        MailTrouble.Configuration => ExitCode.Configuration,
        _ when answer.End == MailEnd.InDoubt => ExitCode.TryAgain,
        MailTrouble.Protocol => ExitCode.Protocol,
        MailTrouble.Unreachable => ExitCode.Unavailable,
        _ => answer.End switch { MailEnd.Taken => ExitCode.Done, MailEnd.Refused => ExitCode.PartlyDone, _ => ExitCode.TryAgain },
    };

    private long Now() => Micros.From(_now + Duration.FromTimeSpan(_clock.Elapsed));
}
