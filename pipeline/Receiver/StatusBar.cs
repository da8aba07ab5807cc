using System.Globalization;
using Daybook.Spool;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Receiver;

/// <summary>What an editor shows in its status bar: the day's sum that the last run left in the spool, or nothing where it left none.</summary>
internal static class StatusBar
{
    public static Reply Of(string spool, string person, Instant now)
    {
        var today = TodayFile.Read(spool, person);
        var seconds = today is not null && now < Instant.FromUnixTimeSeconds(today.Until) ? today.Seconds : 0;
        return new Reply(200, Reply.Json(json =>
        {
            json.WriteString("cached_at", InstantPattern.General.Format(now));
            json.WriteStartObject("data");
            json.WriteStartObject("grand_total");
            json.WriteString("decimal", string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}.{seconds % 3600 * 100 / 3600:00}"));
            json.WriteString("digital", string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}"));
            json.WriteNumber("hours", seconds / 3600);
            json.WriteNumber("minutes", seconds / 60 % 60);
            json.WriteString("text", Words(seconds));
            json.WriteNumber("total_seconds", seconds);
            json.WriteEndObject();
            foreach (var list in (ReadOnlySpan<string>)["categories", "dependencies", "editors", "languages", "machines", "operating_systems", "projects"])
            {
                json.WriteStartArray(list);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteBoolean("has_team_features", false);
        }));
    }

    private static string Words(long seconds)
    {
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        var words = string.Create(CultureInfo.InvariantCulture, $"{minutes} min{(minutes == 1 ? "" : "s")}");
        return hours == 0 ? words : string.Create(CultureInfo.InvariantCulture, $"{hours} hr{(hours == 1 ? "" : "s")} {words}");
    }
}
