using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Daybook.Tests.Importers;

/// <summary>Makes up account exports in the layouts that occur, mostly regular, with the oddities real ones have.</summary>
internal sealed class HeartbeatFiles(Random random, string style)
{
    private static readonly string[] Entities =
    [
        "/home/dev/a.cs", "/home/dev/b.cs", "C:\\Users\\dev\\c.cs", "/home/dev/données/d.cs", "a \"quoted\" name", "tab\there", "github.com", "😀.md",
    ];

    private static readonly string[] Branches = ["main", "feature/x", "", "überall"];

    private readonly string _comma = style switch { "compact" => ",", "python" => ", ", "pretty" => ",\n    ", _ => ",\n          " };
    private readonly string _colon = style == "compact" ? ":" : ": ";
    private readonly bool _isShuffled = random.Next(6) == 0;
    private readonly bool _isModern = random.Next(2) == 0;
    private long _time = 1_700_000_000_000_000;

    public string Export(int days)
    {
        var gap = style switch { "compact" => "", "python" => " ", _ => "\n    " };
        var text = new StringBuilder($"{{\"days\"{_colon}[{gap}");
        for (var day = 0; day < days; day++)
        {
            if (day > 0) text.Append($",{gap}");
            text.Append(CultureInfo.InvariantCulture, $"{{{gap}\"date\"{_colon}\"2024-01-{day + 1:00}\",{gap}\"heartbeats\"{_colon}[{gap}");
            text.AppendJoin($",{gap}", Enumerable.Range(0, random.Next(0, 12)).Select(_ => Heartbeat()));
            text.Append($"{gap}]{gap}}}");
        }
        return text.Append($"{gap}],{gap}\"range\"{_colon}{{\"start\":1700000000,\"end\":1800000000}},{gap}\"user\"{_colon}{{\"timezone\":\"Europe/Berlin\"}}}}\n").ToString();
    }

    private string Heartbeat()
    {
        _time += random.Next(1, 200_000_000);
        var members = new List<(string Key, string Value)>
        {
            ("branch", Maybe(Text(Pick(Branches)))),
            ("category", "\"coding\""),
            ("created_at", "\"2024-01-01T00:00:00Z\""),
            ("cursorpos", Maybe(Number(random.Next(5000)))),
            ("dependencies", Pick("[]", "null", $"[\"a\"{_comma}\"b\"]", "[ ]", "\"a, b\"", "[\"a]\"]")),
            ("entity", Text(Pick(Entities))),
            ("id", Text(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(random.Next())).ToString())),
            ("is_write", Pick("true", "false", "null")),
            ("language", Maybe("\"C#\"")),
            ("lineno", Maybe(Number(random.Next(500)))),
            ("lines", random.Next(20) == 0 ? Pick("1.5", "99999999999", "-3", "\"7\"", "007", "2147483648", "-2147483648") : Number(random.Next(500))),
            ("machine_name_id", "\"m1\""),
            ("project", Maybe("\"atlas\"")),
            ("time", Time()),
            ("type", "\"file\""),
            ("user_agent_id", Pick("\"u1\"", "\"u2\"")),
        };
        if (_isModern) members.Add(("human_line_changes", Pick("null", "0", "3", "17", "1.5", "{\"a\": [1]}")));
        if (random.Next(15) == 0) members.Insert(random.Next(members.Count), Pick(("x", "1"), ("machine", "\"desk\""), ("timestamp", "5"), ("ty\\u0070e", "1")));
        if (random.Next(15) == 0) members.RemoveAt(random.Next(members.Count));
        if (_isShuffled) random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        var gap = style is "pretty" or "wakatime" ? "\n          " : "";
        return $"{{{gap}{string.Join(_comma, members.Select(m => $"\"{m.Key}\"{_colon}{m.Value}"))}{gap}}}";
    }

    private string Time() => random.Next(20) switch
    {
        0 => Number(_time / 1_000_000),
        1 => $"\"{_time / 1_000_000}\"",
        2 => $"{_time / 1_000_000}.123456789",
        3 => Pick("1.7e9", "17e8", "1700000000.", "01700000000", "1700000000000", "null", "\"2024-01-01T00:00:00.5Z\"", "-0"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{_time / 1_000_000}.{_time % 1_000_000:000000}"),
    };

    private string Maybe(string value) => random.Next(8) == 0 ? "null" : value;

    private string Text(string text) => random.Next(2) == 0 ? JsonSerializer.Serialize(text) : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t")}\"";

    private T Pick<T>(params T[] of) => of[random.Next(of.Length)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
