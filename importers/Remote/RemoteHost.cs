using System.Net;

namespace Daybook.Importers.Remote;

/// <summary>Where a service is asked, and which hosts may be.</summary>
/// <param name="Base">What paths are put behind; ends without a slash.</param>
public sealed record RemoteHost(RemoteService Service, Uri Base, bool AllowHttp)
{
    /// <summary>Whether the configuration itself names this machine.</summary>
    public bool IsThisMachine => Base.IsLoopback;

    /// <param name="text">A host, or an address with a path; null for the service's own.</param>
    /// <param name="flaw">What is wrong with the text, or null.</param>
    public static RemoteHost? Of(RemoteService service, string? text, bool allowHttp, out string? flaw)
    {
        flaw = "it says no Host, and everyone has their own";
        if ((text ?? service.Host) is not { } named) return null;
        text = named;
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}{service.Path}";
        flaw = $"'{text}' is not an address";
        if (!Uri.TryCreate(full.TrimEnd('/'), UriKind.Absolute, out var address) || address.Host.Length == 0) return null;
        flaw = $"'{text}' is not https";
        if (address.Scheme != "https" && !(allowHttp && address.Scheme == "http")) return null;
        flaw = $"'{address.Host}' has more than a host and a path";
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0) return null;
        flaw = $"{address.Host} is no address of a service";
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && Flaw(literal, mayBeThisMachine: true) is not null) return null;
        flaw = null;
        return new RemoteHost(service, address, allowHttp);
    }

    /// <summary>Whether requests may be sent there: a known host or the configured one, by https unless it is allowed otherwise.</summary>
    public bool Allows(Uri address) => (address.Scheme == "https" || (AllowHttp && address.Scheme == "http")) && address.UserInfo.Length == 0
        && ((address.Host == Base.Host && address.Port == Base.Port) || Service.Hosts.Contains(address.Host));

    /// <summary>Whether a file may be fetched from there, without the secret.</summary>
    public bool AllowsFile(Uri address) => Allows(address)
        || (address.Scheme == "https" && address.UserInfo.Length == 0 && address.IsDefaultPort && Service.FileHosts.Contains(address.Host));

    /// <summary>Why an address is never connected to, or null.</summary>
    public static string? Flaw(IPAddress address, bool mayBeThisMachine)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return mayBeThisMachine ? null : "is this machine";
        var bytes = address.GetAddressBytes();
        var isOdd = bytes.Length == 4
            ? bytes[0] is 0 or >= 224 || bytes is [169, 254, _, _] or [100, 100, 100, 200]
            : address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || address.Equals(Metadata);
        return isOdd ? "is of this machine's own net, where no service is" : null;
    }

    // Where machines in a cloud are told their own secrets.
    private static readonly IPAddress Metadata = IPAddress.Parse("fd00:ec2::254");
}
