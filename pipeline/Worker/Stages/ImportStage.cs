using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What became of one file that was named.</summary>
/// <param name="Claim">What it was recognised as, or null.</param>
/// <param name="Result">Null when nothing of it was taken in.</param>
public sealed record FileOutcome(
    string Path, Claim? Claim, IntakeResult? Result, IReadOnlyList<Diagnostic> Diagnostics, int MoreDiagnostics, ExitCode Code)
{
    /// <summary>A file full of bad rows shows this many of them; all are in quarantine.</summary>
    public const int MostDiagnostics = 20;

    /// <summary>Names of people in the file whose rows this is not about.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The file that is read with the help of this one, or null.</summary>
    public string? Helped { get; init; }

    /// <summary>Together with what became of the rows of another person in the same file.</summary>
    public FileOutcome With(FileOutcome other) => this with
    {
        Result = Result is { } mine && other.Result is { } theirs ? mine with { Counts = mine.Counts + theirs.Counts, LeftOut = mine.LeftOut + theirs.LeftOut } : Result ?? other.Result,
        Code = ExitCodes.OfMany([Code, other.Code]),
    };
}

/// <summary>Bytes read so far of a file, for whoever watches.</summary>
public readonly record struct ImportProgress(string Path, long Bytes);

/// <summary>Takes files into the ledger, each in a transaction of its own: a bad one never costs the others.</summary>
/// <param name="now">What begins after it is said to lie in the future.</param>
/// <param name="wishes">What was said on the command line of the files.</param>
public sealed class ImportStage(Ledger ledger, long run, Instant now, Settings settings, ImportWishes wishes, IProgress<ImportProgress>? progress, CancellationToken stop)
{
    private const int MostNamed = 8;

    private readonly IReadOnlyList<IImporter> _importers = wishes.Importer is { } only ? [.. AllImporters.InOrder.Where(i => i.Name == only)] : AllImporters.With(settings.Mappings);

    // Enough of an id to tell a person's few accounts apart.
    private const int ShownOfAnAccount = 8;

    /// <summary>Lazily: each file is read when its outcome is asked for.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop; the files before are taken in.</exception>
    public IEnumerable<FileOutcome> Run(IEnumerable<Found> found)
    {
        foreach (var one in found)
        {
            stop.ThrowIfCancellationRequested();
            yield return one.File is { } file ? Run(file) : Missing(one.Problem!);
        }
    }

    private FileOutcome Run(SourceFile file)
    {
        try
        {
            var recognised = Recognised.From(file, _importers, wishes.Kind, importer => ImportWishes.KindOf(wishes.Source ?? importer, ledger));
            return recognised is { Importer: { } importer, Claim: { } claim }
                ? TakeIn(recognised.File, importer, claim)
                : recognised.Helped is { } helped
                    ? new FileOutcome(file.Name, recognised.Claim, null, [recognised.Doubt!], 0, ExitCode.Done) { Helped = helped.Name }
                    : Refused(file, recognised.Claim, recognised.Doubt!);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Refused(file, null, Broken(file, e));
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Refused)
        {
            return Refused(file, null, new Diagnostic(file.Name, Place.WholeFile, Severity.Error, e.Message, "Nothing of the file was taken in."));
        }
    }

    /// <summary>A second account of a person becomes a source of its own, named after it, unless a name was given.</summary>
    private FileOutcome TakeIn(SourceFile file, IImporter importer, Claim claim)
    {
        try
        {
            return claim.Sources.Count > 0 ? OfAllSources(file, importer, claim)
                : OfAllPeople(file, importer, claim, wishes.Source ?? (claim.Kind == claim.AlsoAs ? claim.Kind : importer.Name));
        }
        catch (OtherAccountException e) when (wishes.Source is null && file.CanReopen)
        {
            var own = $"{importer.Name}-{e.Account[..Math.Min(ShownOfAnAccount, e.Account.Length)]}";
            var outcome = TakeIn(file, importer, claim, own, settings.Person);
            var note = new Diagnostic(file.Name, Place.WholeFile, Severity.Note, $"it is of another account and was taken in as the source '{own}'", "--as NAME gives it a name of your own.");
            return outcome with { Diagnostics = [note, .. outcome.Diagnostics] };
        }
        catch (OtherAccountException e)
        {
            return Refused(file, claim, new Diagnostic(file.Name, Place.WholeFile, Severity.Error, e.Message, "Import it as a source of its own: --as NAME"));
        }
    }

    /// <param name="origin">Of a file that another ledger handed out, the source in it that is read; else null.</param>
    private FileOutcome TakeIn(SourceFile file, IImporter importer, Claim claim, string name, string person, string? origin = null)
    {
        var source = ledger.Sources.Ensure(name, importer.Name, person);
        var names = new HeartbeatNames();
        var redactor = settings.RedactorOf(name);
        using var intake = ledger.TakeIn(run, source, claim.Kind, file.Name, names, asOf: wishes.AsOf, isAgain: wishes.IsAgain, redactor: redactor);
        var wished = wishes.PersonOf(name, ledger, settings);
        var future = new FutureRows(now);
        var owners = new Owners(person, wished, settings);
        var unknown = settings.Given.FirstOrDefault(g => g.Source == name)?.Unknown ?? UnknownKeys.Accept;
        var diagnostics = new List<Diagnostic>();
        var more = 0;
        var isPartial = false;
        var pushed = 0;
        AccountSnapshot? snapshot = null;
        FileEnd? end = null;

        void Note(Diagnostic diagnostic)
        {
            // What is quoted from a row must not reach a log either.
            if (redactor is not null && diagnostic.Place.Line > 0) diagnostic = redactor.Apply(diagnostic);
            isPartial |= diagnostic.Severity == Severity.Error;
            if (diagnostics.Count < FileOutcome.MostDiagnostics) diagnostics.Add(diagnostic);
            else more++;
        }

        var reading = new Reading(names, intake.FindKnown)
        {
            MayKnow = intake.MayKnow,
            Given = wishes.For(name, ledger, settings),
            Kind = claim.Kind,
            Sources = claim.Sources,
            Source = origin,
        };
        foreach (var extracted in ReadAhead.Of(importer.Read(file, reading), extracted => extracted is Extracted.Beats, stop))
            switch (extracted)
            {
                case Extracted.Beats beats:
                    intake.Add(beats.Batch);
                    reading.Batches.Return(beats.Batch);
                    break;
                case Extracted.Segment segment:
                    intake.Close(segment.DaySegment);
                    future.See(segment.DaySegment);
                    progress?.Report(new ImportProgress(file.Name, segment.DaySegment.Offset + segment.DaySegment.Length));
                    break;
                case Extracted.Entry { TimeEntry.Work.Note: var note } when PushKey.MarksIn(note).Count > 0:
                    // What it stands for is in the ledger already, as it was tracked.
                    pushed++;
                    break;
                case Extracted.Entry entry:
                    if (wishes.AreOwn || owners.Own(entry.TimeEntry.Person))
                    {
                        intake.Add(entry.TimeEntry);
                        future.See(entry.TimeEntry);
                    }
                    progress?.Report(new ImportProgress(file.Name, entry.TimeEntry.Place.Offset));
                    break;
                case Extracted.Total total:
                    intake.Add(total.DayTotal);
                    break;
                case Extracted.Fact fact:
                    if (wishes.AreOwn || owners.Own(fact.AccountFact.Person)) intake.Add(fact.AccountFact);
                    break;
                case Extracted.Label label:
                    intake.Add(label.AgentLabel);
                    break;
                case Extracted.Rejected rejected:
                    intake.Reject(rejected.Rejection);
                    Note(rejected.Rejection.Diagnostic);
                    break;
                case Extracted.Noted noted:
                    Note(noted.Diagnostic);
                    break;
                case Extracted.Account account:
                    snapshot = account.Snapshot;
                    break;
                case Extracted.Refused refused:
                    return Refused(file, claim, refused.Diagnostic);
                case Extracted.End last:
                    end = new FileEnd(last.Bytes, last.Fingerprint, last.Sha256, last.IsWhole);
                    break;
            }
        stop.ThrowIfCancellationRequested();
        if (reading.Unexpected.Said(file.Name) is { } keys)
        {
            if (unknown == UnknownKeys.Refuse)
                return Refused(file, claim, keys with { Severity = Severity.Error, Hint = "Nothing of the file was taken in, since the source's Unknown is 'refuse' in the configuration." });
            Note(keys with { Severity = unknown == UnknownKeys.Warn ? Severity.Warning : Severity.Note });
        }
        if (future.Said(file.Name) is { } ahead) Note(ahead);
        if (pushed > 0) Note(new Diagnostic(file.Name, Place.WholeFile, Severity.Note, $"left out: {pushed} {(pushed == 1 ? "entry" : "entries")} that Daybook pushed there itself", "It is known by the mark in the text."));
        if (wishes.MustBeWhole && end is { IsWhole: false })
            return Refused(file, claim, new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "it is cut short or damaged", "Nothing of it was taken in."));
        if (owners.AreUnsettled) return Refused(file, claim, Several(file, owners));
        if (wished is not null && owners.OwnRows == 0 && owners.Others.Count > 0) return Refused(file, claim, Nobodys(file, wished, owners));
        if (owners.Others.Keys.Where(n => Owners.PersonOf(settings, n) is null || wished is not null).ToList() is { Count: > 0 } others)
            Note(new Diagnostic(file.Name, Place.WholeFile, Severity.Note, $"rows of others are left out: {Listed(owners, others)}", "People in the configuration says what files call whom."));
        wishes.Settle(source, run, ledger);
        foreach (var (cursor, value) in wishes.Cursors) ledger.Cursors.Set(source.Id, cursor, value);
        var result = intake.Complete(end ?? throw new InvalidOperationException($"{importer.Name} did not say where {file.Name} ends"), snapshot);
        return new FileOutcome(file.Name, claim, result, diagnostics, more, isPartial || result.Counts.Rejected > 0 ? ExitCode.PartlyDone : ExitCode.Done) { Others = [.. owners.Others.Keys] };
    }

    /// <summary>The file once for every source whose entries another ledger handed out in it: they go back to where they came from.</summary>
    private FileOutcome OfAllSources(SourceFile file, IImporter importer, Claim claim)
    {
        var named = string.Join(", ", claim.Sources);
        FileOutcome Refuse(string message, string hint) => Refused(file, claim, new Diagnostic(file.Name, Place.WholeFile, Severity.Error, message, $"Nothing of the file was taken in; {hint}"));
        if (claim.Sources.Count > 1 && wishes.Source is not null)
            return Refuse($"it holds entries of several sources, which --as would mix: {named}", "leave --as out, or hand out one source alone: 'daybook export entries --source NAME'.");
        if (claim.Sources.Count > 1 && !file.CanReopen) return Refuse($"it holds entries of several sources and can be read only once: {named}", "save it, and import the file.");
        var people = ledger.Sources.People();
        if (wishes.Source is null && ledger.Sources.All().FirstOrDefault(s => claim.Sources.Contains(s.Name) && people.First(p => p.Id == s.Person).Name != settings.Person) is { } others)
            return Refuse($"the source '{others.Name}' holds another person's time", "say whose entries they are: Person in the configuration.");
        FileOutcome? all = null;
        foreach (var name in claim.Sources)
        {
            var one = TakeIn(file, importer, claim, wishes.Source ?? name, settings.Person, name);
            all = all is null ? one : all.With(one) with { Diagnostics = [.. all.Diagnostics.Concat(one.Diagnostics).Distinct()] };
        }
        return all!;
    }

    /// <summary>The file once for everyone whose rows it has: each person's facts are a source of their own.</summary>
    private FileOutcome OfAllPeople(SourceFile file, IImporter importer, Claim claim, string name)
    {
        var outcome = TakeIn(file, importer, claim, name, settings.Person);
        if (outcome.Result is null) ledger.Sources.ForgetEmpty(butPulled: true);
        if (wishes.PersonOf(name, ledger, settings) is not null || !file.CanReopen || outcome.Others.Count == 0) return outcome;
        foreach (var person in outcome.Others.Select(n => Owners.PersonOf(settings, n)).OfType<string>().Distinct(StringComparer.Ordinal))
            outcome = outcome.With(TakeIn(file, importer, claim, $"{name}-{person}", person));
        return outcome;
    }

    private static Diagnostic Several(SourceFile file, Owners owners) => new(file.Name, Place.WholeFile, Severity.Error,
        $"it holds the time of several people: also {Listed(owners, [.. owners.Others.Keys])}",
        "Nothing of the file was taken in; say whose time it is: --person NAME, or People in the configuration.");

    private static Diagnostic Nobodys(SourceFile file, string wished, Owners owners) => new(file.Name, Place.WholeFile, Severity.Error,
        $"it holds no time of '{wished}', but of {Listed(owners, [.. owners.Others.Keys])}", "Nothing of the file was taken in; say one of these: --person NAME");

    private static string Listed(Owners owners, IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed).Select(n => $"{n} ({owners.Others[n]} rows)")) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static FileOutcome Missing(Diagnostic problem) => new(problem.File, null, null, [problem], 0, ExitCode.NoInput);

    private static FileOutcome Refused(SourceFile file, Claim? claim, Diagnostic doubt) =>
        new(file.Name, claim, null, [doubt], 0, ExitCode.BadData);

    private static Diagnostic Broken(SourceFile file, Exception e) => new(file.Name, Place.WholeFile, Severity.Error,
        e is InvalidDataException ? "the compressed data is damaged" : e.Message, "Nothing of the file was taken in; import a sound copy of it.");
}
