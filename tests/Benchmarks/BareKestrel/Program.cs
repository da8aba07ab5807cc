// The least a server can do that keeps what it is sent: append the body to one file, fsync, answer 202. What 'daybook serve' is
// held against.
//   bare-kestrel FILE

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var server = builder.Build();
using var file = new FileStream(args[0], FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
var oneAtATime = new Lock();
server.MapPost("/", async (HttpRequest request) =>
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body);
    lock (oneAtATime)
    {
        file.Write(body.GetBuffer().AsSpan(0, (int)body.Length));
        file.Flush(flushToDisk: true);
    }
    return Results.StatusCode(StatusCodes.Status202Accepted);
});
await server.StartAsync();
Console.WriteLine(server.Urls.First());
await server.WaitForShutdownAsync();
