using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Daybook.Reports;
using NodaTime;
using Mail = Daybook.Reports.Mail;

namespace Daybook.Tests.Reports;

public class MimeBytesTests
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Reads messages from standard input, each a line of base64, and writes what it found as a JSON list.</summary>
    private const string Reader =
        """
        import base64, email, email.policy, json, sys
        def read(line):
            m = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
            return {"headers": m.keys(), "from": m["From"].addresses[0].addr_spec, "fromName": m["From"].addresses[0].display_name,
              "to": [a.addr_spec for a in m["To"].addresses], "toName": m["To"].addresses[0].display_name, "subject": m["Subject"],
              "date": m["Date"].datetime.isoformat(), "id": m["Message-ID"], "type": m.get_content_type(),
              "parts": [[p.get_content_type(), p.get_content()] for p in m.iter_parts()],
              "defects": [str(d) for p in m.walk() for d in p.defects]}
        json.dump([read(line) for line in sys.stdin], sys.stdout)
        """;

    private static readonly string[] Headers =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "List-Unsubscribe", "Content-Type"];

    private static readonly Mailbox Ada = Mailbox.TryParse("Ada Lovelace <ada@example.org>")!;
    private static readonly Mailbox Zoe = Mailbox.TryParse("Zoë \"Z\" Ångström, Dr. <zoe@example.org>")!;

    [Fact]
    public void Another_program_reads_the_digest_as_it_was_written()
    {
        var mail = Written.Mail(SampleWeeks.Hard, Ada, Zoe);
        var read = ReadBack([mail])[0];
        read.Defects.ShouldBeEmpty();
        read.Headers.ShouldBe(Headers);
        (read.From, read.FromName).ShouldBe(("ada@example.org", "Ada Lovelace"));
        (read.To.Single(), read.ToName).ShouldBe(("zoe@example.org", "Zoë \"Z\" Ångström, Dr."));
        read.Subject.ShouldBe("Week 13, 2026: 26:50");
        read.Date.ShouldBe("2026-11-23T06:00:00+00:00");
        read.Id.ShouldBe(mail.MessageId);
        read.Type.ShouldBe("multipart/alternative");
        read.Parts.Select(p => (p[0], p[1].ReplaceLineEndings("\n"))).ShouldBe([("text/plain", mail.Text), ("text/html", mail.Html)]);
    }

    [Fact]
    public void Another_program_reads_any_subject_and_body()
    {
        var texts = Hostile.Names.Select(n => ShownName.Whole(n).ReplaceLineEndings("\n")).ToList();
        foreach (var (text, read) in texts.Zip(ReadBack([.. texts.Select(t => Of(t, $"{t}\n"))])))
        {
            read.Headers.ShouldBe(Headers, text);
            read.To.ShouldBe(["zoe@example.org"], text);
            read.Defects.ShouldBeEmpty(text);
            read.Parts[0][1].ReplaceLineEndings("\n").ShouldBe($"{text}\n");
        }
    }

    [Fact]
    public void No_text_ends_a_header_or_a_part()
    {
        foreach (var text in Hostile.Names)
        {
            var bytes = MimeBytes.Of(Of(text, text));
            bytes.Any(b => b > 126).ShouldBeFalse(text);
            var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
            lines.ShouldAllBe(line => line.Length <= 78 && !line.Contains('\r', StringComparison.Ordinal) && !line.Contains('\n', StringComparison.Ordinal));
            var head = lines.TakeWhile(line => line.Length > 0).ToList();
            head.Where(line => !line.StartsWith(' ')).Select(line => line.Split(':')[0]).ShouldBe(Headers, text);
            var boundary = head[^1].Split('"')[1];
            lines.Where(line => line.Contains(boundary, StringComparison.Ordinal)).Skip(1).ShouldBe([$"--{boundary}", $"--{boundary}", $"--{boundary}--"]);
            lines.Skip(head.Count + 1).Where(line => line.StartsWith('.') || line.StartsWith("From ", StringComparison.Ordinal)).ShouldBeEmpty(text);
        }
    }

    [Theory]
    [InlineData("plain words, a = b\n", "quoted-printable")]
    [InlineData("██████████████▌ 時間\n", "base64")]
    public void A_body_is_written_in_the_shorter_encoding(string body, string encoding) =>
        Encoding.ASCII.GetString(MimeBytes.Of(Of("x", body))).ShouldContain($"text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n");

    [Fact]
    public void An_id_is_the_same_for_the_same_period_and_recipient_only()
    {
        var id = Written.Mail(SampleWeeks.Hard, Ada, Zoe).MessageId;
        Written.Mail(SampleWeeks.Hard with { Now = Instant.FromUtc(2030, 1, 1, 0, 0) }, Ada, Zoe).MessageId.ShouldBe(id);
        Written.Mail(SampleWeeks.Ordinary, Ada, Zoe).MessageId.ShouldNotBe(id);
        Written.Mail(SampleWeeks.Hard, Ada, Ada).MessageId.ShouldNotBe(id);
        id.ShouldEndWith("@example.org>");
    }

    [Theory]
    [InlineData("ada@example.org", "", "ada@example.org")]
    [InlineData(" Ada L. <ada+work@example.org> ", "Ada L.", "ada+work@example.org")]
    [InlineData("\"Lovelace, Ada\" <ada@localhost>", "Lovelace, Ada", "ada@localhost")]
    [InlineData("<ada@example.org>", "", "ada@example.org")]
    public void An_address_is_read_with_or_without_a_name(string text, string name, string address)
    {
        var mailbox = Mailbox.TryParse(text).ShouldNotBeNull();
        (mailbox.Name, mailbox.Address).ShouldBe((name, address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("a@b@c")]
    [InlineData("a da@example.org")]
    [InlineData("ada@example.org\r\nBcc: evil@example.org")]
    [InlineData("Ada <ada@example.org\r\n>")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@x> <b@y")]
    [InlineData(".ada@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ädä@example.org")]
    [InlineData("\"a\r\n\"@example.org")]
    public void What_is_not_one_plain_address_is_refused(string text) => Mailbox.TryParse(text).ShouldBeNull();

    private static Mail Of(string subject, string body) =>
        new(Ada, Mailbox.TryParse($"{subject} <zoe@example.org>")!, subject, Instant.FromUtc(2026, 11, 23, 6, 0), "<1@example.org>", body, body);

    private static ReadMail[] ReadBack(Mail[] mails)
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not installed");
        using var python = Process.Start(new ProcessStartInfo(Python, ["-I", "-c", Reader]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        foreach (var mail in mails) python.StandardInput.WriteLine(Convert.ToBase64String(MimeBytes.Of(mail)));
        python.StandardInput.Close();
        return JsonSerializer.Deserialize<ReadMail[]>(python.StandardOutput.ReadToEnd(), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;
    }

    private sealed record ReadMail(
        string[] Headers, string From, string FromName, string[] To, string ToName, string Subject, string Date, string Id,
        string Type, string[][] Parts, string[] Defects);
}
