using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Daybook.Tests.Receiver;

/// <summary>What WorkTime's extension and TimeTracker's webhooks send.</summary>
public sealed class OtherMessageTests
{
    private const string Start = """{"repo_owner":"acme","repo_name":"api","pr_number":7}""";
    private const string Created = """{"event":"time_entry.created","entry_id":12345,"user_id":1,"project_id":42}""";

    [Fact]
    public async Task A_session_of_WorkTime_is_kept_whole_when_it_ends_though_nobody_remembered_it()
    {
        string id;
        await using (var before = await AReceiver.Open())
        {
            var (status, text, _) = await before.Post("/api/sessions/start", Start);
            status.ShouldBe(201);
            var session = JsonDocument.Parse(text).RootElement;
            id = session.GetProperty("session_id").GetString()!;
            (session.GetProperty("start_time").GetString(), session.GetProperty("status").GetString()).ShouldBe(("2026-09-01T08:00:00.000Z", "active"));
            before.IsEmpty.ShouldBeTrue("a start alone is no time");
        }
        await using var receiver = await AReceiver.Open();
        receiver.Now += Duration.FromMinutes(90);
        var ended = await receiver.Send(HttpMethod.Patch, $"/api/sessions/{id}/end", """{"duration_seconds":3600}""");
        ended.Status.ShouldBe(200);
        JsonDocument.Parse(ended.Text).RootElement.GetProperty("end_time").GetString().ShouldBe("2026-09-01T09:30:00.000Z");
        receiver.Lines("editor/laptop-worktime").ShouldBe([$$"""{"sessions":[{"session_id":"{{id}}","start_time":"2026-09-01T08:00:00.000Z","end_time":"2026-09-01T09:30:00.000Z","duration_seconds":3600,"repo_owner":"acme","repo_name":"api","pr_number":7,"status":"completed","updated_at":"2026-09-01T09:30:00.000Z"}]}"""]);
    }

    [Fact]
    public async Task Without_a_length_it_is_from_start_to_end()
    {
        await using var receiver = await AReceiver.Open();
        var id = JsonDocument.Parse((await receiver.Post("/sessions/start", Start)).Text).RootElement.GetProperty("session_id").GetString();
        receiver.Now += Duration.FromSeconds(61);
        var ended = await receiver.Send(HttpMethod.Patch, $"/sessions/{id}/end", null);
        JsonDocument.Parse(ended.Text).RootElement.GetProperty("duration_seconds").GetInt32().ShouldBe(61);
    }

    [Theory]
    [InlineData("1", 404)] // WorkTime's own numbers are not known here
    [InlineData("1788249600000.01010101.YWNtZQ", 404)]
    [InlineData("9999999999999.01010101.YWNtZS9hcGkjNw", 404)]
    [InlineData("a%2fb", 400)]
    [InlineData("a/b", 404)]
    public async Task An_id_that_was_never_given_out_ends_nothing(string id, int status)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Send(HttpMethod.Patch, $"/sessions/{id}/end", "{}")).Status.ShouldBe(status);
        receiver.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"repo_owner":"acme"}""")]
    [InlineData("""{"repo_owner":"acme/x","repo_name":"api","pr_number":7}""")]
    [InlineData("""{"repo_owner":"acme","repo_name":"api","pr_number":0}""")]
    [InlineData("""{"repo_owner":"acme","repo_name":"api","pr_number":"7"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_start_that_does_not_say_of_what_is_refused(string body)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Post("/sessions/start", body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_webhook_is_known_by_its_signature()
    {
        await using var receiver = await AReceiver.Open();
        (await Signed(receiver, Created, AReceiver.Secret)).ShouldBe(202);
        receiver.Lines("work/office-timetracker").ShouldBe(["""{"event":"time_entry.created","entry_id":12345,"user_id":1,"project_id":42,"received_at":"2026-09-01T08:00:00Z"}"""]);
    }

    [Theory]
    [InlineData(Created, "another secret", 401)]
    [InlineData(Created, AReceiver.Key, 401)]
    [InlineData("{", AReceiver.Secret, 400)]
    [InlineData("""{"event":"project.updated"}""", AReceiver.Secret, 202)] // heard, and nothing is made of it
    public async Task Any_other_leaves_nothing(string body, string secret, int status)
    {
        await using var receiver = await AReceiver.Open();
        (await Signed(receiver, body, secret)).ShouldBe(status);
        receiver.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0000")]
    public async Task Neither_does_one_with_half_a_signature(string signature)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Post("/webhooks/timetracker", Created, AReceiver.OtherKey, r => r.Headers.TryAddWithoutValidation("X-Webhook-Signature", signature))).Status.ShouldBe(401);
        receiver.IsEmpty.ShouldBeTrue();
    }

    private static async Task<int> Signed(AReceiver receiver, string body, string secret)
    {
        var code = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
        return (await receiver.Post("/webhooks/timetracker", body, key: null, r => r.Headers.Add("X-Webhook-Signature", $"sha256={code}"))).Status;
    }
}
