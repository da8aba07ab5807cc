using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daybook.Spool;
using NodaTime;

namespace Daybook.Tests.Receiver;

/// <summary>Conversations with the clients there are, as they were recorded.</summary>
public sealed class HeartbeatMessageTests
{
    // What WakaTime's command line sends, but for the time, which was long ago.
    private const string Recorded = """
        [
            {
                "category": "debugging",
                "cursorpos": 42,
                "entity": "/tmp/main.go",
                "is_write": true,
                "language": "Go",
                "lineno": 13,
                "lines": 3,
                "project": "wakatime-cli",
                "project_root_count": 3,
                "type": "file",
                "time": 1788249600.1,
                "user_agent": "wakatime/v1.90.0 (linux-6.1.0-unknown) go1.22 vscode/1.90.0 vscode-wakatime/24.6.0"
            }
        ]
        """;

    [Fact]
    public async Task WakaTimes_command_line_is_answered_as_it_expects()
    {
        await using var receiver = await AReceiver.Open();
        var (status, text, response) = await receiver.Post("/api/v1/users/current/heartbeats.bulk", Recorded, key: null, request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(AReceiver.Key)));
            request.Headers.UserAgent.ParseAdd("wakatime/v1.90.0 (linux-6.1.0-unknown) go1.22 vscode/1.90.0 vscode-wakatime/24.6.0");
            request.Headers.Add("X-Machine-Name", "Ada%27s+laptop");
            request.Headers.Add("Timezone", "Europe/Berlin");
        });
        status.ShouldBe(202);
        text.ShouldBe("""{"responses":[[{"data":null},201]]}""");
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        var line = JsonDocument.Parse(receiver.Lines("editor/laptop").ShouldHaveSingleItem()).RootElement;
        line.GetProperty("time").GetRawText().ShouldBe("1788249600.1");
        line.GetProperty("machine").GetString().ShouldBe("Ada's laptop");
        line.GetProperty("project_root_count").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Each_heartbeat_has_its_answer_in_its_place()
    {
        await using var receiver = await AReceiver.Open();
        var now = receiver.Now.ToUnixTimeSeconds();
        string[] beats =
        [
            AReceiver.Beat(now), AReceiver.Beat(now + 3599), AReceiver.Beat(now + 3600), AReceiver.Beat(now - 180 * 86_400), AReceiver.Beat(now - 180 * 86_400 - 1),
            """{"entity":"/a"}""", """{"time":1788249600}""", "7", """{"entity":"a\u0000b","time":1788249600}""", $$"""{"entity":"{{new string('x', 5000)}}","time":1788249600}""", """{"entity":"/b","timestamp":"1788249600"}""",
        ];
        var (status, text, _) = await receiver.Post("/users/current/heartbeats.bulk", $"[{string.Join(',', beats)}]");
        status.ShouldBe(202);
        Statuses(text).ShouldBe([201, 201, 400, 201, 400, 400, 400, 400, 400, 400, 201]);
        receiver.Lines("editor/laptop").Count.ShouldBe(4);
        text.ShouldContain("the heartbeat lies in the future: set the clock");
        text.ShouldContain("the heartbeat is older than 180 days: import it from a file");
    }

    [Theory]
    [InlineData("[]", 202, 0)]
    [InlineData("nonsense", 400, 0)]
    [InlineData("[{\"entity\":\"/a\",\"time\":1788249600,\"\\udfff\":1}]", 400, 0)] // a key that is no text
    [InlineData("", 400, 0)]
    [InlineData("null", 202, 0)] // one thing that is no heartbeat
    [InlineData("{\"entity\":\"/a\",\"entity\":\"/b\",\"time\":1788249600}", 400, 0)] // said twice
    [InlineData("[{\"entity\":\"/a\",\"time\":1788249600,\"dependencies\":[[[[[[[[1]]]]]]]]}]", 400, 0)]
    [InlineData("{\"entity\":\"/a\",\"time\":1788249600}", 202, 1)] // a bulk of one, without brackets
    public async Task What_is_no_list_of_heartbeats_is_refused(string body, int status, int lines)
    {
        await using var receiver = await AReceiver.Open();
        (await receiver.Post("/users/current/heartbeats.bulk", body)).Status.ShouldBe(status);
        receiver.Lines("editor/laptop").Count.ShouldBe(lines);
    }

    [Fact]
    public async Task A_text_that_is_none_costs_its_own_heartbeat_alone()
    {
        await using var receiver = await AReceiver.Open();
        var (_, text, _) = await receiver.Post("/users/current/heartbeats.bulk", $$"""[{"entity":"/a\ud800","time":1788249600},{{AReceiver.Beat()}}]""");
        Statuses(text).ShouldBe([400, 201]);
        receiver.Lines("editor/laptop").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_byte_of_a_message_is_changed_it_is_answered_and_lines_stay_lines()
    {
        await using var receiver = await AReceiver.Open();
        var bytes = Encoding.UTF8.GetBytes(Recorded);
        var kept = 0;
        for (var at = 0; at < bytes.Length; at += 2)
        {
            if (at % 256 == 0) receiver.Now += Duration.FromMinutes(1);
            var bent = bytes.ToArray();
            bent[at] ^= 0x15;
            var content = new ByteArrayContent(bent);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var (status, text, _) = await receiver.Post("/users/current/heartbeats.bulk", "", change: r => r.Content = content);
            status.ShouldBeOneOf(202, 400);
            if (status == 202) kept += Statuses(text).Count(s => s == 201);
        }
        kept.ShouldBeGreaterThan(50);
        var lines = receiver.Lines("editor/laptop");
        lines.Count.ShouldBe(kept);
        foreach (var line in lines) JsonDocument.Parse(line).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task More_than_a_hundred_at_once_are_refused_whole()
    {
        await using var receiver = await AReceiver.Open();
        string Bulk(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(i => AReceiver.Beat(1_788_249_600 - i)))}]";
        (await receiver.Post("/users/current/heartbeats.bulk", Bulk(101))).Status.ShouldBe(413);
        receiver.IsEmpty.ShouldBeTrue();
        var (_, text, _) = await receiver.Post("/users/current/heartbeats.bulk", Bulk(100));
        Statuses(text).Count.ShouldBe(100);
        receiver.Lines("editor/laptop").Count.ShouldBe(100);
    }

    [Fact]
    public async Task What_browsers_say_of_the_heartbeat_before_and_nothing_at_all_are_left_out()
    {
        await using var receiver = await AReceiver.Open();
        await receiver.Post("/users/current/heartbeats", """{"entity":"https://example.org","type":"domain","time":1788249600,"project":"<<LAST_PROJECT>>","branch":null,"language":"<<LAST_LANGUAGE>>"}""");
        receiver.Lines("editor/laptop").ShouldBe(["""{"entity":"https://example.org","type":"domain","time":1788249600}"""]);
    }

    [Theory]
    [InlineData("""{"entity":"/ä/a.c","type":"file","time":1788249600.5,"lineno":3,"is_write":true,"tags":["a",{"b":1}]}""")]
    [InlineData("""{ "entity" : "/ä/a.c", "type" : "file", "time" : 1788249600.5, "lineno" : 3, "is_write" : true, "tags" : [ "a", { "b" : 1 } ] }""")]
    [InlineData("{\n\"entity\":\"/ä/a.c\",\"type\":\"file\",\r\n\"time\":1788249600.5,\"lineno\":3,\"is_write\":true,\"tags\":[\n\"a\",{\"b\":1}]}")]
    [InlineData("""{"\u0065ntity":"\/\u00e4/a.c","type":"file","time":1788249600.5,"lineno":3,"is_write":true,"tags":["a",{"b":1}]}""")]
    [InlineData("""{"entity":"/ä/a.c","type":"file","time":1788249600.5,"lineno":3,"is_write":true,"tags":["a",{"b":1}],"branch":null,"machine":null}""")]
    [InlineData("""{"entity":"/ä/a.c","type":"file","time":1788249600.5,"lineno":3,"is_write":true,"tags":["a",{"b":1}],"project":"\u003c<LAST_PROJECT>>"}""")]
    public async Task However_a_heartbeat_is_written_its_line_says_the_same(string heartbeat)
    {
        await using var receiver = await AReceiver.Open();
        await receiver.Post("/users/current/heartbeats.bulk", $"[{AReceiver.Beat()},{heartbeat}]", change: request =>
        {
            request.Headers.UserAgent.ParseAdd("vim/9.1");
            request.Headers.Add("X-Machine-Name", "b%22x");
        });
        var lines = receiver.Lines("editor/laptop");
        lines.Count.ShouldBe(2);
        using var line = JsonDocument.Parse(lines[1]);
        using var meant = JsonDocument.Parse("""{"entity":"/ä/a.c","type":"file","time":1788249600.5,"lineno":3,"is_write":true,"tags":["a",{"b":1}],"user_agent":"vim/9.1","machine":"b\"x"}""");
        JsonElement.DeepEquals(line.RootElement, meant.RootElement).ShouldBeTrue(lines[1]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cost_their_own_heartbeat_alone()
    {
        await using var receiver = await AReceiver.Open();
        var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes($"[{AReceiver.Beat()},{{\"entity\":\"/a"), 0xff, .. Encoding.UTF8.GetBytes("\",\"time\":1788249600}]")]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var (_, text, _) = await receiver.Post("/users/current/heartbeats.bulk", "", change: r => r.Content = content);
        Statuses(text).ShouldBe([201, 400]);
        receiver.Lines("editor/laptop").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_heartbeat_with_a_length_stays_one()
    {
        await using var receiver = await AReceiver.Open();
        await receiver.Post("/users/current/heartbeats", """{"entity":"/a","time":1788249600,"duration":60}""");
        receiver.Lines("editor/laptop").ShouldBe(["""{"entity":"/a","timestamp":1788249600,"duration":60}"""]);
    }

    [Theory]
    [InlineData("""{"user_id":"krisrp","project":"api","language":"lua","file_path":"/api/a.lua","duration":60,"timestamp":1788249600}""", 200, "Heartbeat received", 1)]
    [InlineData("{", 400, "Invalid JSON", 0)]
    [InlineData("""{"project":"api"}""", 400, "the heartbeat has no entity", 0)]
    [InlineData("""[{"file_path":"/a","timestamp":1788249600},{"file_path":"/b","timestamp":1788249601}]""", 200, "Heartbeat received", 2)]
    public async Task EZTRACKERs_command_line_is_answered_as_it_expects(string body, int status, string text, int lines)
    {
        await using var receiver = await AReceiver.Open();
        var answer = await receiver.Post("/heartbeat", body);
        (answer.Status, answer.Text).ShouldBe((status, text));
        receiver.Lines("editor/laptop-eztracker").Count.ShouldBe(lines);
    }

    [Fact]
    public async Task The_status_bar_shows_what_a_run_left_until_the_day_is_over()
    {
        await using var receiver = await AReceiver.Open();
        (await Today(receiver)).ShouldBe((0, "0 mins"));
        await receiver.Post("/heartbeat", AReceiver.Beat());
        new TodayFile((receiver.Now + Duration.FromHours(1)).ToUnixTimeSeconds(), 2 * 3600 + 17 * 60 + 5).Write(receiver.Spool, "me");
        (await Today(receiver)).ShouldBe((8225, "2 hrs 17 mins"));
        receiver.Now += Duration.FromHours(1);
        (await Today(receiver)).ShouldBe((0, "0 mins"));
        await File.WriteAllTextAsync(Directory.GetFiles(receiver.Spool, ".today-*")[0], "half a fi");
        (await Today(receiver)).ShouldBe((0, "0 mins"));

        static async Task<(int, string?)> Today(AReceiver receiver)
        {
            var (status, text, _) = await receiver.Send(HttpMethod.Get, "/api/v1/users/current/statusbar/today", null);
            status.ShouldBe(200);
            var total = JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("grand_total");
            return (total.GetProperty("total_seconds").GetInt32(), total.GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task Where_the_spool_cannot_be_written_nothing_is_promised()
    {
        await using var receiver = await AReceiver.Open();
        await File.WriteAllTextAsync(receiver.Spool, "a file where the folder should be");
        var (status, text, response) = await receiver.Post("/heartbeat", AReceiver.Beat());
        status.ShouldBe(503);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(5));
        text.ShouldNotContain(receiver.Spool);
        receiver.Troubles.ShouldHaveSingleItem().ShouldContain(receiver.Spool);
    }

    [Fact]
    public async Task Each_key_writes_to_its_own_source_and_file()
    {
        await using var receiver = await AReceiver.Open();
        await receiver.Post("/users/current/heartbeats", AReceiver.Beat());
        await receiver.Post("/users/current/heartbeats", AReceiver.Beat(), AReceiver.OtherKey);
        (receiver.Lines("editor/laptop").Count, receiver.Lines("work/office").Count).ShouldBe((1, 1));
    }

    private static List<int> Statuses(string text) => [.. JsonDocument.Parse(text).RootElement.GetProperty("responses").EnumerateArray().Select(r => r[1].GetInt32())];
}
