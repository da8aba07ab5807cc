using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Daybook.Tests.StandIns;

/// <summary>Ways in which a service, or what lies between, fails.</summary>
internal static class Faulty
{
    public static Fault Status(int status, params (string Name, string Value)[] headers) => async (context, _) =>
    {
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await StandIn.Write(context, status, new JsonObject { ["message"] = "this did not work" });
    };

    /// <summary>Does what it is asked, and the answer is lost.</summary>
    public static Fault LosesTheAnswer => DoesWhatItIsAskedAnd(() => { });

    /// <summary>Does what it is asked, and then something else in place of an answer.</summary>
    public static Fault DoesWhatItIsAskedAnd(Action end) => async (context, answer) =>
    {
        await Held(context, answer);
        end();
        context.Abort();
    };

    /// <summary>Does what it is asked, and says that it failed.</summary>
    public static Fault FailsAfterwards(int status) => async (context, answer) =>
    {
        await Held(context, answer);
        await StandIn.Write(context, status, new JsonObject { ["message"] = "this did not work" });
    };

    /// <summary>The connection dies before anything is done.</summary>
    public static Fault Resets => (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Answers after so long, or never where it is stopped before.</summary>
    public static Fault Waits(TimeSpan time) => async (context, answer) =>
    {
        await Task.Delay(time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!context.RequestAborted.IsCancellationRequested) await answer();
    };

    /// <summary>Half of the answer, and the connection dies.</summary>
    public static Fault Truncates => async (context, answer) =>
    {
        var whole = await Held(context, answer);
        context.Response.ContentLength = whole.Length;
        await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Half of the answer, as if it were all of it.</summary>
    public static Fault AnswersHalf => async (context, answer) =>
    {
        var whole = await Held(context, answer);
        context.Response.ContentLength = whole.Length / 2;
        await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
    };

    /// <summary>The beginning of the answer, and then nothing for so long.</summary>
    public static Fault Stalls(TimeSpan time) => async (context, answer) =>
    {
        var whole = await Held(context, answer);
        context.Response.ContentLength = whole.Length;
        await context.Response.Body.WriteAsync(whole.AsMemory(0, 1));
        await context.Response.Body.FlushAsync();
        await Task.Delay(time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    };

    /// <summary>Something else, well and whole.</summary>
    public static Fault Answers(string text, string type = "application/json", string? location = null, int status = 200) => async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (location is not null) context.Response.Headers.Location = location;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    };

    /// <summary>The login page of a network.</summary>
    public static Fault AnswersHtml => Answers("<html><body>Please log in</body></html>", "text/html");

    /// <summary>Lets the service answer into memory.</summary>
    private static async Task<byte[]> Held(HttpContext context, Func<Task> answer)
    {
        var (body, held) = (context.Response.Body, new MemoryStream());
        context.Response.Body = held;
        await answer();
        context.Response.Body = body;
        return held.ToArray();
    }
}
