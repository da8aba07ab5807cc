using System.Text;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages.Mailing;

namespace Daybook.Worker.Stages;

/// <summary>Writes a week's digest in its three forms, each whole or not at all.</summary>
public static class DigestStage
{
    /// <returns>The files, in order: HTML, text, mail.</returns>
    public static IReadOnlyList<string> Write(Slice week, Settings settings, PageWriter writer, string folder, bool isRehearsal)
    {
        var wanted = new WantedMail(new Recipient(settings.MailTo, settings.Person, [], settings.Style), new WeekReport(), week);
        var mail = wanted.Mail(settings.MailFrom, writer, wanted.Key.About);
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
            foreach (var (path, content) in files) WholeFile.Write(path, content);
        }
        return [.. files.Select(f => f.Path)];
    }
}
