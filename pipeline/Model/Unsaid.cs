namespace Daybook.Model;

/// <summary>The words for what no source has said, WakaTime's own where it has some.</summary>
public static class Unsaid
{
    /// <summary>Of a time entry. Heartbeats without a category are WakaTime's <c>coding</c>.</summary>
    public const string Category = "No Category";

    public static string Of(Dimension dimension) => dimension switch
    {
        Dimension.Project => "Unknown Project",
        Dimension.Language => "Other",
        Dimension.Editor => "Unknown Editor",
        Dimension.Category => Category,
        Dimension.Machine => "Unknown Hostname",
        Dimension.OperatingSystem => "Unknown OS",
        _ => "",
    };
}
