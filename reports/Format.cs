namespace Daybook.Reports;

/// <summary>What a page can be written as.</summary>
public enum Format
{
    Text,
    Html,
    /// <summary>Markdown, with the tables that GitHub and GitLab know.</summary>
    Md,
    Csv,
    Json,
    /// <summary>HTML for a mail: every style inline, nothing but tables.</summary>
    Mail,
}
