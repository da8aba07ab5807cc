namespace Daybook.Importers.Remote;

/// <summary>How the secret stands in its header.</summary>
public enum SecretForm
{
    /// <summary>Alone.</summary>
    Plain,
    /// <summary><c>Bearer SECRET</c></summary>
    Bearer,
    /// <summary><c>Basic</c> and the secret in base64, without a name before it.</summary>
    Basic,
}

/// <summary>A service that can be asked: where it is, and how it wants to be told the secret.</summary>
/// <param name="Name">As the configuration writes it.</param>
/// <param name="Host">Where it is for everyone; null where everyone has their own, which the configuration names.</param>
/// <param name="Path">Put behind a host that is named alone.</param>
/// <param name="Header">That the secret goes into; empty where it is part of a path.</param>
public sealed record RemoteService(string Name, string? Host, string Path, string Header, SecretForm Form = SecretForm.Plain)
{
    /// <summary>All that are the service's own, lower case.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = Host is null ? [] : [Host];

    /// <summary>A second header that the secret goes into, alone; for a service that some keep behind a gateway which passes one of the two on. Or null.</summary>
    public string? OtherHeader { get; init; }

    /// <summary>How many entries it gives in one answer where the configuration does not say; 0 where nobody can choose.</summary>
    public int StandardPage { get; init; }

    /// <summary>And how many at most.</summary>
    public int LargestPage { get; init; }

    /// <summary>Hosts that files of the account's may be fetched from without the secret, lower case.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = [];

    /// <summary>Between two requests, so that no more are made than it wants in a minute.</summary>
    public TimeSpan Pause { get; init; }

    internal string HeaderText(Secret secret) => Form switch
    {
        SecretForm.Bearer => $"Bearer {secret.Reveal()}",
        SecretForm.Basic => $"Basic {secret.Base64}",
        _ => secret.Reveal(),
    };
}
