using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages.Mailing;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary>Mails of the outbox, for a person and for machines.</summary>
internal static class OutboxReport
{
    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    /// <summary><c>3 (digest/2026-W47/ada@example.org)</c>.</summary>
    public static string Name(MailRow mail) => mail.Id == 0 ? Printable.Line(mail.Key.ToString()) : $"{Number(mail.Id)} ({Printable.Line(mail.Key.ToString())})";

    public static IEnumerable<string> List(IReadOnlyList<MailRow> mails)
    {
        var table = new TextTable(1, 2, 3, 4);
        foreach (var mail in mails) table.Row(Number(mail.Id), OutboxStore.Text(mail.State), When(mail), mail.Key.ToString(), mail.Subject);
        foreach (var line in table.Lines()) yield return line;
        yield return mails.Count == 1 ? "1 mail" : $"{CommandContext.Number(mails.Count)} mails";
    }

    public static IEnumerable<string> Lines(MailRow mail, byte[] body)
    {
        var table = new TextTable(1);
        table.Row("mail", Name(mail)).Row("state", OutboxStore.Text(mail.State));
        if (mail.Message is { } message) table.Row("said", message);
        table.Row("put", Time(mail.PutAt));
        if (mail.FirstTriedAt is { } first) table.Row("tried", $"{Number(mail.Attempts)} {(mail.Attempts == 1 ? "time" : "times")}, first {Time(first)}");
        if (mail.NextTryAt is { } next) table.Row("next try", $"not before {Time(next)}");
        if (mail.SentAt is { } sent) table.Row("sent", Time(sent));
        table.Row("copies", $"{Number(mail.Copies)} at most").Row("bytes", Number(body.Length));
        foreach (var line in table.Lines()) yield return line;
        yield return "";
        // ASCII with CRLF: that is how it is made.
        foreach (var line in Encoding.ASCII.GetString(body).Split("\r\n")) yield return Printable.Line(line);
    }

    /// <summary>What became of a mail that was just tried.</summary>
    public static string Became(MailRow mail)
    {
        var said = mail.Message is { } message ? $": {Printable.Line(message)}" : "";
        return mail.State switch
        {
            MailState.Sent => $"sent {Name(mail)}",
            MailState.Deferred => $"not sent yet, next try after {Time(mail.NextTryAt ?? 0)}: {Name(mail)}{said}",
            MailState.Unknown when mail.NextTryAt is { } next => $"in doubt, sent once more after {Time(next)} unless Mail.Unknown is hold: {Name(mail)}{said}",
            MailState.Unknown => $"in doubt, and held; 'daybook outbox retry {Number(mail.Id)}' sends it once more: {Name(mail)}{said}",
            _ => $"not sent, and not tried again by itself: {Name(mail)}{said}",
        };
    }

    /// <param name="open">All of which something is still to come.</param>
    public static string Total(OutboxOutcome outcome, IReadOnlyList<MailRow> open)
    {
        var sent = outcome.Mails.Count(m => m.State == MailState.Sent);
        var waiting = open.Where(m => m.NextTryAt is not null).ToList();
        var next = waiting.Count == 0 ? "" : $", {CommandContext.Number(waiting.Count)} {(waiting.Count == 1 ? "waits" : "wait")} until {Time(waiting.Min(m => m.NextTryAt!.Value))} or later";
        return $"{CommandContext.Number(sent)} sent{next}";
    }

    /// <param name="code">What sending came to, or null where nothing was to be sent.</param>
    public static string Json(IReadOnlyList<MailRow> mails, ExitCode? code) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("mails");
        foreach (var mail in mails) Write(json, mail, null);
        json.WriteEndArray();
        if (code is { } ended) json.WriteNumber("exit_code", (int)ended);
        json.WriteEndObject();
    });

    public static string Json(MailRow mail, byte[] body) => Written(json => Write(json, mail, body));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, MailRow mail, byte[]? body)
    {
        json.WriteStartObject();
        json.WriteNumber("id", mail.Id);
        json.WriteString("key", mail.Key.ToString());
        json.WriteString("person", mail.Key.Person);
        json.WriteString("state", OutboxStore.Text(mail.State));
        json.WriteString("from", mail.Sender);
        json.WriteString("to", mail.Recipient);
        json.WriteString("subject", mail.Subject);
        json.WriteString("message_id", mail.MessageId);
        json.WriteNumber("bytes", mail.Size);
        json.WriteNumber("attempts", mail.Attempts);
        json.WriteNumber("copies", mail.Copies);
        json.WriteString("put_at", Iso(mail.PutAt));
        json.WriteString("next_try_at", Iso(mail.NextTryAt));
        json.WriteString("sent_at", Iso(mail.SentAt));
        json.WriteString("message", mail.Message);
        if (body is not null) json.WriteString("mail", Encoding.ASCII.GetString(body));
        json.WriteEndObject();
    }

    private static string When(MailRow mail) => mail.State switch
    {
        MailState.Sent => Time(mail.SentAt ?? mail.PutAt),
        _ when mail.NextTryAt is { } next => $"not before {Time(next)}",
        _ => Time(mail.PutAt),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(long micros) => Minutes.Format(Micros.ToInstant(micros));

    private static string? Iso(long? micros) => micros is { } at ? InstantPattern.General.Format(Micros.ToInstant(at)) : null;
}
