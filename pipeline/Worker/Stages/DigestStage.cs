using System.Text;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Stages;

/// <summary>Writes a week's digest in its three forms, each whole or not at all.</summary>
public static class DigestStage
{
    /// <returns>The files, in order: HTML, text, mail.</returns>
    public static IReadOnlyList<string> Write(Slice week, Settings settings, string folder, bool isRehearsal)
    {
        var mail = Mail(week, settings, Key(week, settings).About);
        var name = Path.Combine(folder, $"daybook-{week.Period.Name}");
        (string Path, byte[] Content)[] files =
        [
            ($"{name}.html", Encoding.UTF8.GetBytes(mail.Html)),
            ($"{name}.txt", Encoding.UTF8.GetBytes(mail.Text)),
            ($"{name}.eml", MimeBytes.Of(mail)),
        ];
        if (!isRehearsal)
        {
            Directory.CreateDirectory(folder);
            foreach (var (path, content) in files) WriteWhole(path, content);
        }
        return [.. files.Select(f => f.Path)];
    }

    /// <summary>What it is called in the outbox.</summary>
    public const string Report = "digest";

    /// <summary>What a week's digest is called in the outbox.</summary>
    public static MailKey Key(Slice week, Settings settings) => new(week.Person, Report, week.Period.Name, settings.MailTo.Address.ToLowerInvariant());

    /// <param name="about">What its Message-ID is made of, beside the addresses.</param>
    public static Mail Mail(Slice week, Settings settings, string about) =>
        DigestReport.Mail(week, settings.MailFrom, settings.MailTo) with { MessageId = Reports.Mail.IdOf(about, settings.MailFrom, settings.MailTo) };

    /// <summary>Under another name first: a reader never sees half a file, and a kill leaves none under the final name.</summary>
    public static void WriteWhole(string path, byte[] content)
    {
        var unfinished = $"{path}.tmp";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
