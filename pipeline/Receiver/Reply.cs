using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Daybook.Receiver;

/// <summary>An answer: a status and a short text, of JSON where it begins with a bracket.</summary>
/// <param name="RetryAfter">Seconds after which it is worth another try; 0 for never.</param>
internal sealed record Reply(int Status, string Text, int RetryAfter = 0)
{
    /// <summary>A refusal as both kinds of client understand it.</summary>
    public static Reply Refused(int status, string why, int retryAfter = 0) => new(status, Json(j => j.WriteString("error", why)), retryAfter);

    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public async Task WriteTo(HttpContext context)
    {
        if (context.Response.HasStarted) return;
        var bytes = Encoding.UTF8.GetBytes(Text);
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        // What is refused before its body was read is not waited for.
        if (Status >= 400 && Status != 503) response.Headers.Connection = "close";
        if (RetryAfter > 0) response.Headers.RetryAfter = RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (bytes.Length == 0) return;
        response.ContentType = Text[0] is '{' or '[' ? "application/json" : "text/plain; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
