using Daybook.Model;

namespace Daybook.Importers.Remote;

/// <summary>Fetches a file of any length into a stream. Its address may hold a signature: nothing of it but the host is ever said.</summary>
internal sealed class RemoteFile(RemoteHost host, Secret secret, RemoteWorld world)
{
    private const string Again = "The next pull fetches it again.";

    /// <summary>What kept it from being fetched whole, or null.</summary>
    public async Task<RemoteTrouble?> Fetch(Uri address, Stream to, CancellationToken stop)
    {
        using var client = new HttpClient(new Connections(host, world).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        using var total = CancellationTokenSource.CreateLinkedTokenSource(stop);
        total.CancelAfter(world.Limits.File);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            message.Headers.TryAddWithoutValidation("User-Agent", "daybook");
            using var headers = CancellationTokenSource.CreateLinkedTokenSource(total.Token);
            headers.CancelAfter(world.Limits.Headers);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, headers.Token);
            headers.CancelAfter(Timeout.InfiniteTimeSpan);
            var status = (int)response.StatusCode;
            if (status != 200)
                return Trouble(address, status >= 500 || status == 408 ? RemoteKind.Unreachable : status == 429 ? RemoteKind.Limited : RemoteKind.NotUnderstood, $"it does not give the file ({status})") with { Status = status };
            // Where neither a length nor pieces say where it ends, half of it would look whole.
            if (response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked != true) return Trouble(address, RemoteKind.NotUnderstood, "it does not say how long the file is");
            return await Copy(response.Content, address, to, total.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Trouble(address, RemoteKind.Unreachable, "the file did not come, or not to its end, in time");
        }
        catch (HttpRequestException e)
        {
            return Broke(address, e);
        }
    }

    /// <summary>The host alone.</summary>
    public static string Shown(Uri address, Secret secret) => Printable.Line(Printable.Short(secret.Hidden(address.Host) ?? "", 100));

    private async Task<RemoteTrouble?> Copy(HttpContent content, Uri address, Stream to, CancellationToken stop)
    {
        if (content.Headers.ContentLength > world.Limits.LongestFile) return TooLong(address);
        await using var from = await content.ReadAsStreamAsync(stop);
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // So many bytes of the piece before stand before each piece that a secret which lies across is seen.
        var piece = new byte[Secret.Longest * 2 + (1 << 16)];
        var (kept, length) = (0, 0L);
        while (true)
        {
            idle.CancelAfter(world.Limits.Idle);
            int read;
            try
            {
                read = await from.ReadAsync(piece.AsMemory(kept), idle.Token);
            }
            catch (IOException e)
            {
                return Broke(address, e);
            }
            if (read == 0) return null;
            if ((length += read) > world.Limits.LongestFile) return TooLong(address);
            if (secret.StandsIn(piece.AsSpan(0, kept + read))) return Trouble(address, RemoteKind.NotUnderstood, "the file holds the secret, and is not kept");
            to.Write(piece, kept, read);
            var all = kept + read;
            kept = Math.Min(all, Secret.Longest * 2);
            piece.AsSpan(all - kept, kept).CopyTo(piece);
        }
    }

    private RemoteTrouble Broke(Uri address, Exception e) => new AnswerReader(Shown(address, secret), secret, world.Limits).Of(e) with { Hint = Again };

    private RemoteTrouble TooLong(Uri address) => Trouble(address, RemoteKind.NotUnderstood, $"the file is longer than {world.Limits.LongestFile >> 20} MiB");

    private RemoteTrouble Trouble(Uri address, RemoteKind kind, string message) => new(kind, $"{Shown(address, secret)}: {message}", Again);
}
