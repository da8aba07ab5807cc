using Daybook.Model;
using Daybook.Worker.Stages.Beating;

namespace Daybook.Worker.Beginning;

/// <summary>Something of an earlier tracker that lies in a person's home.</summary>
/// <param name="What">For the question whether it is to be used.</param>
/// <param name="Use">Puts it into the settings; null where it changes none.</param>
/// <param name="Import">Paths that are taken in.</param>
internal sealed record Find(string What, Func<FirstSettings, FirstSettings>? Use, IReadOnlyList<string> Import);

/// <summary>Looks for what earlier trackers have left. Nothing is changed, and no secret is shown.</summary>
internal static class Finds
{
    private const string WakaTimeHost = "https://api.wakatime.com";

    public static IEnumerable<Find> In(string home, string here)
    {
        if (WakaTime(Path.Combine(home, ".wakatime.cfg")) is { } wakatime) yield return wakatime;
        var transcripts = Path.Combine(home, ".claude", "projects");
        if (Directory.Exists(transcripts) && Directory.EnumerateFiles(transcripts, "*.jsonl", SearchOption.AllDirectories).Any())
            yield return new Find($"transcripts of Claude Code in {Printable.Line(transcripts)}", null, [transcripts]);
        var tracker = Path.Combine(home, ".config", "claude-tracker");
        if (Directory.Exists(tracker) && (string[])[.. new[] { "sessions.db", "config.toml" }.Select(f => Path.Combine(tracker, f)).Where(File.Exists)] is { Length: > 0 } sessions)
            yield return new Find($"sessions of claude-tracker in {Printable.Line(tracker)}", null, sessions);
        foreach (var env in new[] { Path.Combine(here, ".env"), Path.Combine(home, ".eztracker", ".env") })
            if (Eztracker(env) is { } eztracker) yield return eztracker;
        var downloads = Path.Combine(home, "Downloads");
        if (Directory.Exists(downloads) && (string[])[.. Directory.EnumerateFiles(downloads, "wakatime-*").Order(StringComparer.Ordinal)] is { Length: > 0 } exports)
            yield return new Find($"{exports.Length} {(exports.Length == 1 ? "export" : "exports")} of WakaTime in {Printable.Line(downloads)}", null, exports);
    }

    private static Find? WakaTime(string path)
    {
        if (!File.Exists(path) || IniSettings.Read(File.ReadLines(path), out _, out _) is not { } settings || settings.One("api_key", "apikey") is not { } key) return null;
        var url = settings.One("api_url") ?? WakaTimeHost;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) return null;
        var isWakaTime = address.Host.EndsWith("wakatime.com", StringComparison.OrdinalIgnoreCase);
        var service = isWakaTime ? "wakatime" : address.Host.Contains("hackatime", StringComparison.OrdinalIgnoreCase) ? "hackatime" : "wakapi";
        return new Find($"the key of an account at {Printable.Line(address.Host)} in {Printable.Line(path)}, to pull what it has",
            s => s with { Pulls = [.. s.Pulls, new FirstPull(service, service, service == "wakapi" ? address.Authority : null, key)] }, []);
    }

    /// <summary>The settings of EZTRACKER's server: who mails are sent by, and when.</summary>
    private static Find? Eztracker(string path)
    {
        if (!File.Exists(path)) return null;
        var values = File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#' && l.IndexOf('=') > 0)
            .Select(l => (Key: l[..l.IndexOf('=')].Trim(), Value: l[(l.IndexOf('=') + 1)..].Trim().Trim('"', '\''))).GroupBy(l => l.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        var mail = values.TryGetValue("EMAIL_PROVIDER", out var provider) ? Mail(provider) : null;
        var cron = values.GetValueOrDefault("SUMMARY_SCHEDULE") is { } said && Schedules.CronText.Parse(said, out _) is not null ? said : null;
        if (mail is null && cron is null) return null;
        var what = string.Join(" and ", new[] { mail is null ? null : $"the mail server {Printable.Line(mail.Host!)}", cron is null ? null : "the time of summaries" }.OfType<string>());
        return new Find($"{what} of EZTRACKER in {Printable.Line(path)}", s => s with { Mail = mail is null ? s.Mail : mail with { To = s.Mail?.To ?? mail.To, From = s.Mail?.From ?? mail.From }, Cron = cron ?? s.Cron }, []);
    }

    /// <param name="url"><c>smtp://user:password@host:port</c></param>
    internal static FirstMail? Mail(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.Host.Length == 0) return null;
        var (user, password) = address.UserInfo.Split(':', 2) is [var name, var secret] ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(secret)) : (Uri.UnescapeDataString(address.UserInfo), null);
        var port = address.Port > 0 ? address.Port : (int?)null;
        var security = address.Scheme == "smtps" || port == 465 ? "implicit" : address.IsLoopback ? "none" : "starttls";
        return new FirstMail(user.Contains('@', StringComparison.Ordinal) ? user : null, null, address.Host, port, security, user.Length > 0 ? user : null, password);
    }
}
