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

    private string Import(string file) => Run(_daybook, file);

    private static string Run(ADaybook daybook, string file)
    {
        var (code, output, error) = daybook.Run("import", Path.Combine(Samples, file), "--zone", "Europe/Berlin");
        code.ShouldBe(ExitCode.Done, error);
        return output;
    }
}
