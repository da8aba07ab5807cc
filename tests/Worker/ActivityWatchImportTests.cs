using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>ActivityWatch's exports one after another: events grow, and some files know when nobody was there.</summary>
public sealed class ActivityWatchImportTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "activitywatch");

    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void An_event_that_has_grown_since_is_a_change()
    {
        Import("export.json").ShouldEndWith("3 new, 0 same, 0 changed, 0 rejected\n");
        Import("export-later.json").ShouldEndWith("1 new, 2 same, 1 changed, 0 rejected\n");
        _daybook.Number("select end_us - at_us from time_entry where is_current = 1 and upstream_id like '%08:30:00.250Z'").ShouldBe(1_799_750_000);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory]
    [InlineData("export.json", "export-later.json")]
    [InlineData("bucket.json", "export-later.json")]
    [InlineData("bucket-bare.json", "bucket.json", "export-later.json")]
    public void The_order_of_exports_does_not_matter(params string[] files)
    {
        foreach (var file in files) Import(file);
        using var other = new ADaybook();
        foreach (var file in files.Reverse()) Run(other, file);
        const string Current = "select sum(at_us * 7 + end_us) from time_entry where is_current = 1";
        _daybook.Number(Current).ShouldBe(other.Number(Current));
        // 19:59.877, 20:00.123, 29:59.75 and 1:00.
        _daybook.Number("select sum(worked_us) from day").ShouldBe(4_259_750_000);
    }

    /// <summary>A table names neither bucket nor machine, so its events cannot be known to be those of the JSON; their time is.</summary>
    [Theory]
    [InlineData("window.csv", "window.json")]
    [InlineData("window.json", "window.csv")]
    public void A_bucket_as_table_and_as_json_counts_once(params string[] files)
    {
        const string Said = "{\"app\": \"Code\", \"title\": \"main.cs - proj, Editor\"}";
        _daybook.Write("window.csv", File.ReadAllBytes(Path.Combine(Samples, "window.csv")));
        _daybook.Write("window.json", """
            {"buckets": {"aw-watcher-window_mac": {"id": "aw-watcher-window_mac", "type": "currentwindow", "hostname": "mac", "created": "2026-10-01T06:30:00Z", "events": [
            {"timestamp": "2026-10-21T07:00:00.123000+00:00", "duration": 63.5, "data": SAID},
            {"timestamp": "2026-10-21T07:01:03.623000+00:00", "duration": 0, "data": SAID}]}}}
            """.Replace("SAID", Said, StringComparison.Ordinal));
        foreach (var file in files)
        {
            _daybook.Do("import", _daybook.File(file)).ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
            _daybook.Do("import", _daybook.File(file)).ShouldEndWith("0 new, 1 same, 0 changed, 0 rejected\n");
            _daybook.Number("select sum(worked_us) from day").ShouldBe(63_500_000);
        }
        // What both say of the time is the same but for the machine.
        const string Work = "select count(*) from (select distinct at_us, end_us, project_id, note, entity_id, category_id from time_entry)";
        _daybook.Number(Work).ShouldBe(1);
    }

    private string Import(string file) => Run(_daybook, file);

    private static string Run(ADaybook daybook, string file)
    {
        var (code, output, error) = daybook.Run("import", Path.Combine(Samples, file), "--zone", "Europe/Berlin");
        code.ShouldBe(ExitCode.Done, error);
        return output;
    }
}
