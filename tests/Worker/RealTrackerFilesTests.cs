using System.Globalization;
using CsvHelper;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker;

/// <summary>Real files of trackers: as many rows as they have, and as much time as their own column of lengths adds up to.</summary>
public sealed class RealTrackerFilesTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public RealTrackerFilesTests() => _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Sources": [{ "Name": "harvest", "DecimalSeparator": "," }] }""");

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("clockify/shared_summary_report.csv", "Time (h)", null)]
    [InlineData("clockify/detailed_ddMMyyyy_24h_HHmm_customfield.csv", "Duration (h)", "person.one@example.test")]
    [InlineData("clockify/import_template_helppage.csv", "Duration (h)", "james.white@gmail.com")]
    [InlineData("harvest/harvest_time_entries_import_test_1.csv", "Hours", null)]
    [InlineData("harvest/old_2015_dotted_dates.csv", "Hours", null)]
    [InlineData("toggl/toggl_time_entries_import_test_1.csv", "Duration", null)]
    [InlineData("toggl/toggl_api_csv_subset.csv", "Duration", "me@example.org")]
    [InlineData("kimai/export_en.csv", "Duration", null)]
    [InlineData("drytrix-timetracker/reports_export.csv", "Duration (formatted)", null)]
    public void Rows_and_time_are_those_of_the_file(string file, string column, string? person)
    {
        var path = RealData.File($"csv/{file}");
        string[] whose = person is null ? [] : ["--person", person];
        _daybook.Do(["import", path, .. whose]);

        var lengths = Lengths(path, column, person);
        _daybook.Number("select count(*) from time_entry where is_current = 1").ShouldBe(lengths.Count);
        _daybook.Number("select sum(length_us) / 1000000 from time_entry where is_current = 1").ShouldBe(lengths.Sum());
        _daybook.Number("select coalesce(sum(worked_us), 0) + coalesce(sum(covered_twice_us), 0) from day").ShouldBeGreaterThan(0);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void What_the_folders_hold_is_taken_in_once_and_every_refusal_says_why()
    {
        foreach (var folder in (string[])["csv", "seeds"])
        {
            var path = RealData.File(folder);
            var (_, first, error) = _daybook.Run("import", path);
            first.ShouldContain(" new, ");
            error.Split('\n').ShouldNotContain(line => line.Contains("Exception", StringComparison.Ordinal));
            _daybook.Run("import", path).Output.Trim().Split('\n')[^1].ShouldStartWith("0 new, ");
        }
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    /// <summary>Seconds, read without any of the program's own readers.</summary>
    private static List<long> Lengths(string path, string column, string? person)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(path).TrimStart('\uFEFF'), CsvReaderOptions.Default with { Separator = ',', HasHeader = true });
        csv.ReadHeader();
        var lengths = new List<long>();
        while (csv.Read())
            if (person is null || csv.Current.ToArray().Contains(person))
                lengths.Add(Seconds(csv.GetString(column)));
        return lengths;
    }

    private static long Seconds(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal)) return (long)(decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture) * 3600);
        var parts = text.Split(':').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return parts[0] * 3600 + parts[1] * 60 + (parts.Count > 2 ? parts[2] : 0);
    }
}
