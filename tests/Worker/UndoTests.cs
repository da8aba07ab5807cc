using Daybook.Tests.Support;

namespace Daybook.Tests.Worker;

/// <summary>What counts again once a run is taken back.</summary>
public sealed class UndoTests : IDisposable
{
    private const long Hour = 3_600_000_000;

    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("\"id\": \"e1\",")]
    [InlineData("")] // known by its start, project, task and note alone
    public void The_version_before_counts_again_on_all_of_its_days(string id)
    {
        _daybook.Do("import", Document("long.json", id, end: "2026-08-27T08:00:00Z", changed: "2026-08-30T08:00:00Z"));
        _daybook.Do("import", Document("short.json", id, end: "2026-08-24T09:00:00Z", changed: "2026-08-31T08:00:00Z"));
        _daybook.Worked().ShouldBe(Hour);

        _daybook.Do("import", "undo", "2");
        _daybook.Worked().ShouldBe(72 * Hour);
        _daybook.Total("day", "2026-08-26").ShouldBe(24 * Hour);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    private string Document(string name, string id, string end, string changed) => _daybook.Write(name,
        $$"""{"daybook": 1, "entries": [{{{id}} "start": "2026-08-24T08:00:00Z", "end": "{{end}}", "project": "a", "changed": "{{changed}}"}]}""");
}
