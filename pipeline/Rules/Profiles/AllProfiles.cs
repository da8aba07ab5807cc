using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Every profile, in the order they are shown. A new one is one line here.</summary>
public static class AllProfiles
{
    public static IReadOnlyList<Profile> InOrder { get; } =
    [
        new("wakatime", 15 * Micros.PerMinute, WakaTimeProfile.Apply),
        new("wakapi", 10 * Micros.PerMinute, WakapiProfile.Apply),
        new("hackatime", 2 * Micros.PerMinute, HackatimeProfile.Apply),
    ];
}
