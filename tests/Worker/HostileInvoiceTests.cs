using System.Text.Json.Nodes;
using Daybook.Tests.Reports;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Whatever a client, project, task, number or note holds: no terminal obeys it, and it is billed like any other.</summary>
public sealed class HostileInvoiceTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-09-05T08:00:00Z" };

    // Without what a command line takes for an option or a file of arguments, what the format refuses, and what a source trims away.
    private static readonly List<string> Names = [.. Hostile.Names.Where(n => n.Trim() == n && n.Length is > 0 and < 200 && n[0] is not ('-' or '@') && !n.Any(c => char.IsSurrogate(c) || c is '\0' or '\ufeff')).Distinct()];

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_terminal_is_given_nothing_to_obey_and_every_name_can_be_billed()
    {
        Names.Count.ShouldBeGreaterThan(60);
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Money": { "Currency": "EUR", "Rates": [{ "Hour": 80 }] } }""");
        var entries = new JsonArray([.. Names.Select((n, i) => (JsonNode)new JsonObject
        {
            ["id"] = $"e{i}", ["start"] = $"2026-08-{1 + i / 20:00}T{i % 20:00}:00:00Z", ["end"] = $"2026-08-{1 + i / 20:00}T{i % 20:00}:30:00Z", ["project"] = n, ["client"] = n, ["task"] = n,
        })]);
        _daybook.Do("import", _daybook.Write("entries.json", new JsonObject { ["daybook"] = 1, ["entries"] = entries }.ToJsonString()));
        Harmless(_daybook.Do("report", "billing", "2026-08"));
        foreach (var name in Names)
        {
            var (code, output, error) = _daybook.Run("invoice", name, "2026-08", "--by", "task", "--mark", name, "--note", name);
            code.ShouldBe(ExitCode.Done, $"{name}: {error}");
            Harmless(output + error);
            output.ShouldContain(": 0:30, 40.00 EUR", Case.Sensitive, name);
            Harmless(_daybook.Do("invoice", "show", name));
            var again = _daybook.Run("invoice", name, "2026-08", "--mark", name);
            again.Code.ShouldBe(ExitCode.BadData, name);
            Harmless(again.Error);
        }
        Harmless(_daybook.Do("invoice", "list"));
        _daybook.Do("invoice", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(Names.Count);
        Harmless(_daybook.Run("invoice", "\u001b[31mnobody\u202e", "2026-08").Error);
        Harmless(_daybook.Run("invoice", "show", "\u001b[31mnone").Error);
        _daybook.Do("invoice", Names[0], "2026").ShouldContain("There is nothing to be billed.");
        _daybook.Do("check");
    }

    private static void Harmless(string text)
    {
        text.Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty(text);
        text.IndexOfAny(['\u202e', '\u2066', '\u2028', '\u2029']).ShouldBe(-1, text);
    }
}
