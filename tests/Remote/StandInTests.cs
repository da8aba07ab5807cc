using System.Text;
using System.Text.Json;
using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;
using Daybook.Tests.StandIns.Clockify;
using NodaTime;

namespace Daybook.Tests.Remote;

/// <summary>That what stands in for the service does what has been seen of it.</summary>
public sealed class StandInTests : IAsyncLifetime
{
    private ClockifyStandIn _service = null!;
    private RemoteClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await ClockifyStandIn.Start();
        _client = new RemoteClient(RemoteHost.Of(ClockifyClient.Service, _service.Address, allowHttp: true, out _)!, new Secret(ClockifyStandIn.Key),
            new RemoteWorld(new RemoteLimits(), new NoWaiting(), () => 0.5), () => NodaConstants.UnixEpoch);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    private string Entries => $"/workspaces/{_service.Workspace}/time-entries";

    [Fact]
    public void An_entry_is_made_replaced_wholly_and_deleted()
    {
        var project = _service.Project("Website");
        var made = Do(HttpMethod.Post, Entries, $$"""{"start":"2026-09-01T08:00:00Z","end":"2026-09-01T09:00:00Z","projectId":"{{project}}","description":"note"}""", 201);
        var id = made.GetProperty("id").GetString();
        made.GetProperty("timeInterval").GetProperty("duration").GetString().ShouldBe("PT1H0M0S");
        var replaced = Do(HttpMethod.Put, $"{Entries}/{id}", """{"start":"2026-09-01T08:00:00Z"}""", 200);
        (replaced.GetProperty("description").GetString(), replaced.GetProperty("projectId").ValueKind).ShouldBe(("", JsonValueKind.Null));
        _client.Ask(new RemoteRequest(HttpMethod.Delete, $"{Entries}/{id}"), CancellationToken.None, out _)!.Status.ShouldBe(204);
        _service.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void It_knows_no_key_that_makes_a_request_safe_to_repeat()
    {
        for (var i = 0; i < 2; i++) Do(HttpMethod.Post, Entries, """{"start":"2026-09-01T08:00:00Z","end":"2026-09-01T09:00:00Z"}""", 201);
        _service.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_not_there_is_foreign()
    {
        Refused(new RemoteRequest(HttpMethod.Delete, $"{Entries}/5a0ab5acb07987125438b60f")).ShouldBe(400);
        Refused(new RemoteRequest(HttpMethod.Post, Entries, Encoding.UTF8.GetBytes("""{"start":"2026-09-01T08:00:00Z","projectId":"5a0ab5acb07987125438b60f"}"""))).ShouldBe(400);
        Refused(RemoteRequest.Get("/workspaces/5a0ab5acb07987125438b60f")).ShouldBe(403);
    }

    [Theory]
    [InlineData("UTC", "2026-08-08T00:00:00Z", "2026-08-08T23:59:59Z")]
    [InlineData("Europe/Berlin", "2026-08-07T22:00:00Z", "2026-08-08T21:59:59Z")]
    [InlineData("America/Los_Angeles", "2026-08-08T07:00:00Z", "2026-08-09T06:59:59Z")]
    public void A_window_is_of_the_accounts_own_day(string zone, string first, string last)
    {
        _service.Zone = DateTimeZoneProviders.Tzdb[zone];
        foreach (var start in (string[])[first, last]) _service.Add(start, null);
        var (before, after) = (_service.Entries[0].Start - Duration.FromSeconds(1), _service.Entries[1].Start + Duration.FromSeconds(1));
        foreach (var start in (Instant[])[before, after]) _service.Entries.Add(new StandInEntry(_service.NewId(), start, null));
        var answer = _client.Ask(RemoteRequest.Get($"/workspaces/{_service.Workspace}/user/{_service.User}/time-entries?start=2026-08-08T00:00:00Z&end=2026-08-09T00:00:00Z"), CancellationToken.None, out _);
        using var entries = JsonDocument.Parse(answer!.Body);
        entries.RootElement.EnumerateArray().Select(e => e.GetProperty("timeInterval").GetProperty("start").GetString()).ShouldBe([last, first]);
        answer.Headers["last-page"].ShouldBe("true");
    }

    private JsonElement Do(HttpMethod verb, string path, string body, int status)
    {
        var answer = _client.Ask(new RemoteRequest(verb, path, Encoding.UTF8.GetBytes(body)), CancellationToken.None, out var trouble);
        trouble.ShouldBeNull();
        answer!.Status.ShouldBe(status);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private int? Refused(RemoteRequest request)
    {
        _client.Ask(request, CancellationToken.None, out var trouble).ShouldBeNull();
        return trouble!.Status;
    }
}
