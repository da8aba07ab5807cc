using System.Net;
using System.Text;
using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using NodaTime;

namespace Daybook.Tests.Remote;

public sealed class RemoteClientTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 8, 0);
    private static readonly RemoteRequest Me = RemoteRequest.Get("/user");

    private readonly NoWaiting _clock = new();
    private ClockifyStandIn _service = null!;

    public async ValueTask InitializeAsync() => _service = await ClockifyStandIn.Start();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void An_answer_is_given_back_whole()
    {
        using var client = Client();
        var answer = client.Ask(Me, CancellationToken.None, out var trouble);
        trouble.ShouldBeNull();
        Encoding.UTF8.GetString(answer!.Body).ShouldContain("ada@example.org");
        client.Sent.ShouldBe(1);
    }

    [Fact]
    public void What_a_service_asks_for_is_waited_before_the_next_attempt()
    {
        _service.Faults.Enqueue(Faulty.Status(429, ("Retry-After", "7")));
        _service.Faults.Enqueue(Faulty.Status(503, ("Retry-After", "Sat, 21 Nov 2026 08:00:40 GMT")));
        _service.Faults.Enqueue(Faulty.Status(429));
        using var client = Client();
        client.Ask(Me, CancellationToken.None, out _).ShouldNotBeNull();
        client.Sent.ShouldBe(4);
        _clock.Waited.Take(2).ShouldBe([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(40)]);
        _clock.Waited[2].ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_long_wait_is_left_to_the_next_run()
    {
        _service.Faults.Enqueue(Faulty.Status(429, ("Retry-After", "3600")));
        Trouble(Me).ShouldBe((RemoteKind.Limited, 429));
        _clock.Waited.ShouldBeEmpty();
    }

    [Fact]
    public void After_five_attempts_it_gives_up()
    {
        for (var i = 0; i < 9; i++) _service.Faults.Enqueue(Faulty.Status(500));
        Trouble(Me).ShouldBe((RemoteKind.Unreachable, 500));
        _service.Asked.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    public void Who_is_not_let_in_does_not_knock_again(int status)
    {
        _service.Faults.Enqueue(Faulty.Status(status));
        Trouble(Me).ShouldBe((RemoteKind.Auth, status));
        _service.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_wrong_secret_is_said_and_not_shown()
    {
        using var client = Client(secret: "CANARY-that-is-wrong");
        client.Ask(Me, CancellationToken.None, out var trouble).ShouldBeNull();
        trouble!.Message.ShouldContain("Api key does not exist");
        trouble.ToString().ShouldNotContain("CANARY");
    }

    [Fact]
    public void A_redirect_is_not_followed()
    {
        _service.Faults.Enqueue(Faulty.Answers("", location: "http://127.0.0.1:9/elsewhere", status: 307));
        Trouble(Me).ShouldBe((RemoteKind.NotUnderstood, 307));
        _service.Asked.Count.ShouldBe(1);
    }

    public static TheoryData<string> Broken => ["html", "half", "empty object cut", "secret", "two documents"];

    [Theory, MemberData(nameof(Broken))]
    public void What_is_no_whole_JSON_is_no_answer(string how)
    {
        _service.Faults.Enqueue(how switch
        {
            "html" => Faulty.AnswersHtml,
            "half" => Faulty.AnswersHalf,
            "secret" => Faulty.Answers($"{{\"you\":\"{ClockifyStandIn.Key}\"}}"),
            "two documents" => Faulty.Answers("{} {}"),
            _ => Faulty.Answers("{"),
        });
        Trouble(Me).Kind.ShouldBe(RemoteKind.NotUnderstood);
    }

    public static TheoryData<string> Passing => ["reset", "truncated", "late", "stalled"];

    [Theory, MemberData(nameof(Passing))]
    public void What_breaks_is_asked_again(string how)
    {
        _service.Faults.Enqueue(how switch
        {
            "reset" => Faulty.Resets,
            "truncated" => Faulty.Truncates,
            "late" => Faulty.Waits(TimeSpan.FromMinutes(1)),
            _ => Faulty.Stalls(TimeSpan.FromMinutes(1)),
        });
        using var client = Client(new RemoteLimits { Headers = TimeSpan.FromSeconds(2), Idle = TimeSpan.FromSeconds(2) });
        client.Ask(Me, CancellationToken.None, out var trouble).ShouldNotBeNull(trouble?.Message);
        client.Sent.ShouldBe(2);
    }

    [Fact]
    public void An_answer_that_is_too_long_is_not_read_to_its_end()
    {
        _service.Faults.Enqueue(Faulty.Answers($"[\"{new string('x', 5000)}\"]"));
        using var client = Client(new RemoteLimits { LongestBody = 4096 });
        client.Ask(Me, CancellationToken.None, out var trouble).ShouldBeNull();
        trouble!.Kind.ShouldBe(RemoteKind.NotUnderstood);
        client.Sent.ShouldBe(1);
    }

    [Fact]
    public void What_changes_something_is_never_sent_twice_and_leaves_a_doubt()
    {
        _service.Faults.Enqueue(Faulty.LosesTheAnswer);
        using var client = Client();
        var post = new RemoteRequest(HttpMethod.Post, $"/workspaces/{_service.Workspace}/time-entries", Encoding.UTF8.GetBytes("{\"start\":\"2026-11-20T08:00:00Z\"}"));
        client.Ask(post, CancellationToken.None, out var trouble).ShouldBeNull();
        trouble!.IsInDoubt.ShouldBeTrue();
        client.Sent.ShouldBe(1);
        _service.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void What_changes_something_has_a_body() => Should.Throw<ArgumentException>(() => new RemoteRequest(HttpMethod.Post, "/x"));

    [Fact]
    public void A_spent_budget_sends_nothing()
    {
        using var client = new RemoteClient(Host(), new Secret(ClockifyStandIn.Key), World(new RemoteLimits()), () => Now, () => new RemoteTrouble(RemoteKind.Limited, "spent", ""));
        client.Ask(Me, CancellationToken.None, out var trouble).ShouldBeNull();
        trouble!.Message.ShouldBe("spent");
        _service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_there_is_said_in_a_sentence()
    {
        using var client = new RemoteClient(RemoteHost.Of(ClockifyClient.Service, "http://127.0.0.1:1", true, out _)!, new Secret(ClockifyStandIn.Key), World(new RemoteLimits { Retries = 1 }), () => Now);
        client.Ask(Me, CancellationToken.None, out var trouble).ShouldBeNull();
        (trouble!.Kind, trouble.Message).ShouldBe((RemoteKind.Unreachable, "127.0.0.1: cannot be reached"));
        client.Sent.ShouldBe(2);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("10.1.2.3", true)] // a service of one's own may stand in one's own net
    [InlineData("203.0.113.7", true)]
    [InlineData("2001:db8::7", true)]
    public void Addresses_where_no_service_is_are_not_connected_to(string address, bool isFine) =>
        (RemoteHost.Flaw(IPAddress.Parse(address), mayBeThisMachine: false) is null).ShouldBe(isFine);

    [Theory]
    [InlineData("api.example.org", "https://api.example.org/api/v1")]
    [InlineData("https://api.example.org/v2/", "https://api.example.org/v2")]
    [InlineData("http://api.example.org", null)]
    [InlineData("https://key@api.example.org", null)]
    [InlineData("https://api.example.org/?x=1", null)]
    [InlineData("ftp://api.example.org", null)]
    [InlineData("https://169.254.169.254/", null)]
    [InlineData("https://2852039166/", null)] // the same as one number
    [InlineData("", null)]
    public void A_host_is_an_address_of_a_service(string text, string? address) =>
        (RemoteHost.Of(ClockifyClient.Service, text, false, out _)?.Base.ToString().TrimEnd('/')).ShouldBe(address);

    [Fact]
    public void Where_everyone_has_their_own_host_it_must_be_named()
    {
        RemoteHost.Of(ClockifyClient.Service with { Host = null }, null, false, out var flaw).ShouldBeNull();
        flaw.ShouldBe("it says no Host, and everyone has their own");
        RemoteHost.Of(ClockifyClient.Service, null, false, out _)!.Base.ToString().ShouldBe("https://api.clockify.me/api/v1");
    }

    [Fact]
    public void Hosts_are_the_known_ones_and_the_configured_one()
    {
        var host = RemoteHost.Of(ClockifyClient.Service with { Hosts = ["api.example.org"] }, "https://own.example.org/api", false, out _)!;
        host.Allows(new Uri("https://own.example.org/api/x")).ShouldBeTrue();
        host.Allows(new Uri("https://api.example.org/x")).ShouldBeTrue();
        host.Allows(new Uri("http://api.example.org/x")).ShouldBeFalse();
        host.Allows(new Uri("https://evil.example.org/x")).ShouldBeFalse();
        host.Allows(new Uri("https://own.example.org:8443/x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData(" 120 ", 120)]
    [InlineData("99999999999999999999", 1_000_000)]
    [InlineData("Sat, 21 Nov 2026 08:01:00 GMT", 60)]
    [InlineData("Sat, 21 Nov 2026 07:00:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void When_to_come_back_is_seconds_or_a_date(string? text, int? seconds) =>
        (RetryAfter.Of(text, Now)?.TotalSeconds).ShouldBe(seconds);

    private (RemoteKind Kind, int? Status) Trouble(RemoteRequest request)
    {
        using var client = Client();
        client.Ask(request, CancellationToken.None, out var trouble).ShouldBeNull();
        trouble.ShouldNotBeNull();
        trouble.Message.ShouldStartWith("127.0.0.1: ");
        return (trouble.Kind, trouble.Status);
    }

    private RemoteClient Client(RemoteLimits? limits = null, string secret = ClockifyStandIn.Key) => new(Host(), new Secret(secret), World(limits ?? new RemoteLimits()), () => Now);

    private RemoteHost Host() => RemoteHost.Of(ClockifyClient.Service, _service.Address, allowHttp: true, out _)!;

    private RemoteWorld World(RemoteLimits limits) => new(limits, _clock, () => 0.5);
}
