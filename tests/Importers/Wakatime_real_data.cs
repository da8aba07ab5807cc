using Daybook.Importers;
using Daybook.Importers.Opening;
using Daybook.Importers.WakaTime;
using Daybook.Model;
using Daybook.Tests.Support;

namespace Daybook.Tests.Importers;

public sealed class Wakatime_real_data
{
    [Fact]
    public void The_daily_export_gives_every_total()
    {
        var extracted = Read("wakatime/daily-export/siddhart-2020-03-27_2020-07-08.daily.json");
        var totals = extracted.OfType<Extracted.Total>().Select(t => t.DayTotal).ToList();
        totals.Count.ShouldBe(104);
        totals.Count(t => t.TotalMicros > 0).ShouldBe(85);
        (totals.Sum(t => t.TotalMicros) / 1000).ShouldBe(929_636_683);
        foreach (var total in totals)
            foreach (var dimension in total.Parts.Where(p => p.WithinProject is null && p.Dimension != Dimension.Dependency).GroupBy(p => p.Dimension))
                Math.Abs(dimension.Sum(p => p.Micros) - total.TotalMicros).ShouldBeLessThan(Micros.PerSecond, $"{total.Date} by {dimension.Key}");
        var account = extracted.OfType<Extracted.Account>().ShouldHaveSingleItem().Snapshot;
        (account.Zone, account.TimeoutMinutes, account.WritesOnly).ShouldBe(("Europe/Amsterdam", 15, false));
        (account.CoversFrom, account.CoversTo).ShouldBe((1_585_263_600_000_000, 1_594_237_005_000_000));
    }

    [Theory]
    [InlineData("wakatime/heartbeats/rposborne-2015-01-22_2015-01-31.heartbeats-api.json", 4222)]
    [InlineData("wakatime/heartbeats/rposborne-2015-legacy-file-key.heartbeats-api.json", 4264)]
    [InlineData("wakatime/heartbeats/dvgamerr-backup-sample.heartbeats-export.json", 1)]
    [InlineData("wakatime/heartbeats/hackatime-wakatime-dump-fixture.json", 1)]
    [InlineData("wakatime/cli-wire/extra_heartbeats-stdin.json", 25)]
    [InlineData("wakatime/cli-wire/heartbeat-full.json", 1)]
    [InlineData("wakatime/cli-wire/heartbeat-null-fields.json", 1)]
    [InlineData("wakatime/daily-export/mrgove10-oneday-2018.json", 1)]
    [InlineData("wakatime/daily-export/wakadump-sample-2018schema.daily.json", 2)]
    [InlineData("wakatime/summaries-api/anandchowdhary-format-drift-days.json", 26)]
    [InlineData("wakatime/summaries-api/wf2311-2020-oneday.json", 2)]
    [InlineData("wakatime/durations/sundial-two-durations-2018-12-23.json", 2)]
    public void Every_row_is_taken_in(string relative, int rows)
    {
        var extracted = Read(relative);
        extracted.OfType<Extracted.Rejected>().ShouldBeEmpty();
        extracted.OfType<Extracted.Noted>().ShouldBeEmpty();
        Rows(extracted).ShouldBe(rows);
    }

    [Theory]
    [InlineData("bulk-response-201.json", "receipt")]
    [InlineData("goal-response.json", "goal")]
    [InlineData("statusbar-today-response.json", "status bar")]
    public void Answers_that_are_no_facts_are_refused_by_name(string name, string word)
    {
        var file = SourceFile.Of(name, File.ReadAllBytes(RealData.File($"wakatime/cli-wire/{name}")));
        new WakaTimeImporter().Identify(file.Head()).ShouldNotBeNull().Refusal.ShouldNotBeNull().ShouldContain(word);
    }

    [Fact]
    public void A_template_that_was_never_filled_in_gives_one_rejected_row()
    {
        var extracted = Read("wakatime/cli-wire/bulk-request-template.json");
        extracted.OfType<Extracted.Rejected>().ShouldHaveSingleItem().Rejection.Diagnostic.ToString().ShouldContain(":2:5: error: the heartbeat is not valid JSON");
        Rows(extracted).ShouldBe(0);
    }

    [Fact]
    public void Every_file_is_recognised_and_read_alike_both_ways()
    {
        foreach (var found in SourceFiles.At([RealData.File("wakatime")], () => Stream.Null))
        {
            var fast = WakaTimeTranscript.Of(found.File.ShouldNotBeNull());
            fast.ShouldStartWith("wakatime-");
            WakaTimeTranscript.Of(found.File, isFast: false).ShouldBe(fast, found.File.Name);
        }
    }

    private static List<Extracted> Read(string relative)
    {
        var file = SourceFiles.At([RealData.File(relative)], () => Stream.Null).ShouldHaveSingleItem().File.ShouldNotBeNull();
        new WakaTimeImporter().Identify(file.Head()).ShouldNotBeNull();
        return [.. new WakaTimeImporter().Read(file, Reading.Fresh())];
    }

    private static int Rows(List<Extracted> extracted) => extracted.Sum(e => e switch
    {
        Extracted.Beats beats => beats.Batch.Count,
        Extracted.Total or Extracted.Entry => 1,
        _ => 0,
    });
}
