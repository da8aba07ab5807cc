using Daybook.Importers.Remote;
using Daybook.Worker.Monitoring;

namespace Daybook.Worker.Configuration;

/// <summary>Who is told how runs go.</summary>
/// <param name="Name">Of the secret, and for messages.</param>
/// <param name="Kind">A name of <see cref="AllPings"/>.</param>
/// <param name="Topic">Of ntfy; else null.</param>
/// <param name="SecretFile">Full path, or null.</param>
/// <param name="OnFailure">Told only of runs that failed.</param>
public sealed record PingSettings(string Name, string Kind, RemoteHost Host, string? Topic, string? SecretFile, bool HasSecret, bool OnFailure);

/// <summary>How others are told of runs.</summary>
/// <param name="Metrics">Full path of a text file for Prometheus, or null.</param>
public sealed record MonitorSettings(IReadOnlyList<PingSettings> Pings, string? Metrics)
{
    public static MonitorSettings None { get; } = new([], null);

    /// <param name="path">Makes a path full.</param>
    internal static MonitorSettings Of(SettingsFile.MonitorFile? file, Func<string, string> path, Func<string, string, SettingsException> wrong)
    {
        if (file is null) return None;
        var pings = (file.Pings ?? []).Select(p => Ping(p, path, wrong)).ToList();
        if (pings.GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) throw wrong($"two pings are called '{twice}'", "By its name a secret is found.");
        return new MonitorSettings(pings, file.Metrics is { } metrics ? path(metrics) : null);
    }

    private static PingSettings Ping(SettingsFile.PingFile file, Func<string, string> path, Func<string, string, SettingsException> wrong)
    {
        if (file.Name.Trim().Length == 0) throw wrong("a ping has no name", "By its name its secret is found.");
        var kind = AllPings.Of(file.Kind) ?? throw wrong($"'{file.Kind}' is no kind of ping", $"There are {string.Join(", ", AllPings.Names)}.");
        if (RemoteHost.Of(kind.Service(hasToken: false), file.Url, file.AllowHttp, out var flaw) is not { } host) throw wrong($"'{file.Name}': {flaw}", "Write an address such as https://hc-ping.com; plain http needs AllowHttp.");
        if ((file.Topic is null) != (kind.Name != "ntfy")) throw wrong($"'{file.Name}': a Topic is for ntfy, which needs one", "ntfy tells those who listen to a topic.");
        var needsSecret = kind.Name == "healthchecks";
        return new PingSettings(file.Name, kind.Name, host, file.Topic, file.SecretFile is { } secret ? path(secret) : null, needsSecret || file.SecretFile is not null || file.HasSecret, file.OnFailure);
    }
}
