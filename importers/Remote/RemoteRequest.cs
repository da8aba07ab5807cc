namespace Daybook.Importers.Remote;

/// <summary>One request: a verb, a path with its query behind the host's base, and what is sent.</summary>
public sealed record RemoteRequest
{
    /// <exception cref="ArgumentException">It changes something and has no body: an empty one may be sent twice when a connection dies.</exception>
    public RemoteRequest(HttpMethod verb, string path, byte[]? body = null)
    {
        if (body is null && (verb == HttpMethod.Post || verb == HttpMethod.Put || verb == HttpMethod.Patch)) throw new ArgumentException($"a {verb} needs a body", nameof(body));
        (Verb, Path, Body) = (verb, path, body);
    }

    public HttpMethod Verb { get; }

    /// <summary>Begins with a slash; nothing of it is secret.</summary>
    public string Path { get; }

    /// <summary>JSON, or null.</summary>
    public byte[]? Body { get; }

    /// <summary>What the answer holds is not looked at, and need not be JSON.</summary>
    public bool TakesAnyBody { get; init; }

    public bool MayBeRepeated => Verb == HttpMethod.Get;

    public static RemoteRequest Get(string path) => new(HttpMethod.Get, path);
}

/// <summary>A whole answer that says yes.</summary>
/// <param name="Body">Sound JSON; empty where there is none.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record RemoteAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers);
