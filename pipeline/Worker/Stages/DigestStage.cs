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
            foreach (var (path, content) in files) WriteWhole(path, content);
        }
        return [.. files.Select(f => f.Path)];
    }

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
