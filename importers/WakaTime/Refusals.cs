namespace Daybook.Importers.WakaTime;

/// <summary>Answers of WakaTime's API that hold nothing to import, so that they can be refused by their name.</summary>
internal static class Refusals
{
    private static readonly (string Key, string Refusal)[] ByRowKey =
    [
        ("chart_data", "it is an answer about goals: their bars are no facts of a day"),
        ("download_url", "it is the list of data dumps: download the dump itself and import that"),
        ("percent_complete", "it is the list of data dumps: download the dump itself and import that"),
        ("running_total", "it is a leaderboard"),
        ("best_day", "it is an answer of statistics over a whole range, which does not say what was on which day"),
        ("human_readable_total", "it is an answer of statistics over a whole range, which does not say what was on which day"),
        ("percent_calculated", "it is the total of all time since the account began, which does not say what was on which day"),
        ("is_up_to_date", "it is the total of all time since the account began, which does not say what was on which day"),
        ("username", "it describes the account and holds no time"),
        ("last_plugin", "it describes the account and holds no time"),
    ];

    /// <param name="rootKeys">Keys of the outermost object.</param>
    public static string? OfRoot(IReadOnlyCollection<string> rootKeys)
    {
        if (rootKeys.Contains("responses")) return "it is a receipt for heartbeats that were sent, not the heartbeats themselves";
        return rootKeys.Any(k => k is "error" or "errors") && rootKeys.All(k => k is "error" or "errors" or "error_description" or "message" or "status" or "code")
            ? "it is an error message of the API"
            : null;
    }

    /// <param name="keys">Keys of what stands under <c>data</c>, or of its first element.</param>
    public static string? OfRows(IReadOnlyCollection<string> keys)
    {
        foreach (var (key, refusal) in ByRowKey)
            if (keys.Contains(key))
                return refusal;
        return null;
    }

    /// <param name="keys">Keys of the one object that stands under <c>data</c>.</param>
    public static string? OfOne(IReadOnlyCollection<string> keys) =>
        OfRows(keys) ?? (keys.Contains("grand_total") ? "it is the status bar's total of an unfinished day: export the day as a summary" : null);
}
