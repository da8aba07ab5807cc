using Daybook.Importers.Remote;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Configuration;

/// <summary>How a source is asked for at a service.</summary>
/// <param name="Workspace">Its id, or null for the one that is active.</param>
/// <param name="SecretFile">Full path, or null.</param>
/// <param name="RequestsPerHour">Null for no limit of one's own.</param>
public sealed record PullSettings(string Source, RemoteHost Host, string? Workspace, string? SecretFile, int PageSize, int LagDays, int? RequestsPerHour)
{
    /// <summary>What is asked.</summary>
    public RemoteService Service => Host.Service;

    /// <summary>What tells one server of a service from another: where it is, or its workspace.</summary>
    public string Place => Workspace ?? $"{Host.Base.Authority}{(Host.Base.AbsolutePath.EndsWith(Service.Path, StringComparison.Ordinal) ? Host.Base.AbsolutePath[..^Service.Path.Length] : Host.Base.AbsolutePath)}";

    private const int StandardLag = 30, LongestLag = 3660, MostRequests = 10_000;

    /// <summary>Null where the file says something impossible: what, and what would do.</summary>
    /// <param name="folder">What paths are relative to.</param>
    internal static PullSettings? Of(string source, SettingsFile.PullFile file, string folder, out string? flaw, out string hint)
    {
        (flaw, hint) = ($"'{file.Service}' is no service", $"There are: {string.Join(", ", AllPulls.InOrder.Select(p => p.Service.Name))}.");
        if (AllPulls.Of(file.Service)?.Service is not { } service) return null;
        hint = "Write a host, or an address such as https://api.example.org/api/v1; plain http needs AllowHttp.";
        if (RemoteHost.Of(service, file.Host, file.AllowHttp, out flaw) is not { } host) return null;
        (flaw, hint) = ($"a page of {file.PageSize}, {file.LagDays} days or {file.RequestsPerHour} requests an hour", $"A page has 1 to {service.LargestPage} entries; the days are 1 to {LongestLag}, the requests 1 to {MostRequests}.");
        if (file.PageSize < 1 || file.PageSize > service.LargestPage || file is { LagDays: < 1 or > LongestLag } or { RequestsPerHour: < 1 or > MostRequests }) return null;
        (flaw, hint) = ("the workspace or the file of the secret is empty", "Leave it out.");
        if (file.Workspace?.Trim().Length == 0 || file.SecretFile?.Trim().Length == 0) return null;
        flaw = null;
        return new PullSettings(source, host, file.Workspace, file.SecretFile is null ? null : Path.GetFullPath(file.SecretFile, folder), file.PageSize ?? service.StandardPage, file.LagDays ?? StandardLag, file.RequestsPerHour);
    }
}
