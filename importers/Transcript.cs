using System.Globalization;
using System.Text;
using Daybook.Model;

namespace Daybook.Importers;

/// <summary>Everything one reading of a file gave, as lines a person can check. Samples have theirs approved beside them.</summary>
public sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly HeartbeatNames _names;

    private Transcript(HeartbeatNames names) => _names = names;

    public static string Of(IImporter importer, SourceFile file, Reading reading)
    {
        var transcript = new Transcript(reading.Names);
        transcript.Write(importer.Identify(file.Head()));
        foreach (var extracted in importer.Read(file, reading))
        {
            transcript.Write(extracted);
            if (extracted is Extracted.Beats beats) reading.Batches.Return(beats.Batch);
        }
        if (reading.Unexpected.Said(file.Name) is { } unexpected) transcript.Line($"unknown {unexpected}");
        return transcript._text.ToString();
    }

    private void Write(Claim? claim)
    {
        Line(claim is null ? "not recognised" : $"{claim.Kind}: {claim.Evidence}");
        if (claim?.Refusal is { } refusal) Line($"refused: {refusal}");
    }

    private void Write(Extracted extracted)
    {
        switch (extracted)
        {
            case Extracted.Beats beats:
                foreach (var row in beats.Batch.Filled) Line(Text(row));
                break;
            case Extracted.Segment { DaySegment: var s }:
                Line($"segment {s.Ordinal} {(s.Date is { } date ? Model.Period.Iso(date) : "-")} offset {s.Offset} length {s.Length} line {s.FirstLine} "
                    + $"hash {s.Hash} rows {s.Rows} rejected {s.Rejected} from {Time(s.FirstAt)} to {Time(s.LastAt)}{(s.IsKnown ? " known" : "")}");
                break;
            case Extracted.Entry { TimeEntry: var e }:
                Line(Text(e));
                break;
            case Extracted.Total { DayTotal: var t }:
                Line($"total {Model.Period.Iso(t.Date)} {t.Zone ?? "-"} {Seconds(t.TotalMicros)} {t.Extra} at {Text(t.Place)}");
                foreach (var part in t.Parts)
                    Line($"  {(part.WithinProject is { } project ? $"in {project}: " : "")}{part.Dimension} '{part.Name}' {Seconds(part.Micros)} {part.Extra}");
                break;
            case Extracted.Fact { AccountFact: var f }:
                Line($"fact {f.Kind} {Printable.Line(f.Identity)}{(f.AtMicros is { } moment ? $" at={Time(moment)}" : "")}{(f.Date is { } on ? $" date={Model.Period.Iso(on)}" : "")}"
                    + $"{(f.Stamp is { } changed ? $" stamp={Time(changed)}" : "")} {Printable.Line(f.Json)} at {Text(f.Place)}");
                break;
            case Extracted.Label { AgentLabel: var l }:
                Line($"label {l.Id} machine={l.Machine} editor={l.Editor} os={l.OperatingSystem}");
                break;
            case Extracted.Account { Snapshot: var a }:
                Line($"account {a.Account} zone={a.Zone} timeout={a.TimeoutMinutes} writes={a.WritesOnly} covers {Time(a.CoversFrom ?? 0)} to {Time(a.CoversTo ?? 0)}");
                break;
            case Extracted.Rejected { Rejection: var r }:
                Line($"rejected {r.Diagnostic} [{r.Diagnostic.Place.Pointer}]\n    {Printable.Line(Printable.Short(r.Raw, 300))}");
                break;
            case Extracted.Refused { Diagnostic: var d }:
                Line($"refused {d}");
                break;
            case Extracted.Noted { Diagnostic: var d }:
                Line($"noted {d} [{d.Place.Pointer}]");
                break;
            case Extracted.End e:
                Line($"end {e.Bytes} bytes fingerprint {e.Fingerprint} sha256 {(e.Sha256 is null ? "-" : Convert.ToHexStringLower(e.Sha256))} whole={e.IsWhole}");
                break;
        }
    }

    private string Text(HeartbeatRow row)
    {
        var (subject, activity, agent) = (_names.SubjectOf(row.Subject), _names.ActivityOf(row.Activity), _names.AgentOf(row.Agent));
        return string.Join(' ', new[]
        {
            Time(row.At), Given("entity", subject.Entity), Given("type", subject.Type), Given("project", subject.Project),
            Given("language", subject.Language), Given("branch", activity.Branch), Given("category", activity.Category),
            Given("machine", agent.Machine), Given("agent", agent.UserAgent), Given("editor", agent.Editor), Given("os", agent.OperatingSystem),
            Number("lineno", row.LineNumber), Number("lines", row.Lines), Number("cursor", row.CursorPosition),
            row.IsWrite ? "write" : "", _names.ExtraOf(row.Extra) ?? "",
        }.Where(word => word.Length > 0));
    }

    private string Given(string word, int id) => id == 0 ? "" : $"{word}={_names.TextOf(id)}";

    private static string Number(string word, int number) =>
        number == HeartbeatRow.Missing ? "" : string.Create(CultureInfo.InvariantCulture, $"{word}={number}");

    private static string Text(TimeEntry e)
    {
        var time = e.Time switch
        {
            EntryTime.Interval { StatedEnd: var stated } t => $"{Time(t.Start)} to {Time(t.End)}{(stated is { } end ? $" stated {Time(end)}" : "")}",
            EntryTime.OnDate t => $"{Model.Period.Iso(t.Date)} for {Seconds(t.Micros)}",
            _ => "?",
        };
        var w = e.Work;
        (string Key, string? Value)[] all =
        [
            ("id", e.UpstreamId), ("source", e.Source), ("row", e.Row?.ToString()), ("stamp", e.Stamp is { } stamp ? Time(stamp) : null), ("deleted", e.IsDeleted ? "yes" : null), ("person", e.Person),
            ("project", w.Project), ("client", w.Client), ("task", w.Task), ("note", w.Note), ("tags", w.Tags.Count == 0 ? null : string.Join('|', w.Tags)),
            ("branch", w.Branch), ("language", w.Language), ("entity", w.Entity), ("category", w.Category), ("machine", w.Machine),
            ("billable", w.IsBillable is { } b ? (b ? "yes" : "no") : null),
            ("rate", w.HourlyRate is { } rate ? $"{rate.Minor.ToString(CultureInfo.InvariantCulture)}/10000 {rate.Currency}" : null),
            ("zone", e.Zone), ("said", e.Said), ("raw", e.Raw), ("extra", e.Extra),
        ];
        return $"entry {time}{string.Concat(all.Where(a => a.Value is not null).Select(a => $" {a.Key}={Printable.Line(a.Value!)}"))} at {Text(e.Place)}";
    }

    private static string Text(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Line}:{place.Column} {place.Pointer}");

    private static string Time(long micros) =>
        micros == 0 ? "-" : NodaTime.Text.InstantPattern.ExtendedIso.Format(Micros.ToInstant(micros));

    private static string Seconds(long micros) =>
        string.Create(CultureInfo.InvariantCulture, $"{micros / Micros.PerSecond}.{micros % Micros.PerSecond:000000}");

    private void Line(string text) => _text.Append(text.TrimEnd()).Append('\n');
}
