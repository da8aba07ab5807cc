using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Commands;

/// <summary>How a report says what it says, where the command line overrules the settings.</summary>
internal static class StyleOptions
{
    public static Option<string?> Language { get; } = new("--language") { Description = $"{string.Join(" or ", Words.Languages)}; without it that of the settings.", HelpName = "LANGUAGE" };

    public static Option<string?> Hours { get; } = new("--hours") { Description = "clock (7:30), seconds (7:30:00), decimal (7.5 h) or words (7 hrs 30 mins).", HelpName = "FORM" };

    /// <exception cref="UsageException">A language or a form that there is none of.</exception>
    public static ReportStyle Of(CommandContext context)
    {
        var style = context.Settings.Style;
        var (language, form) = (context.Get(Language), context.Get(Hours));
        if (language is not null && !Words.Languages.Contains(language)) throw new UsageException($"'{Printable.Line(language)}' is none of {string.Join(", ", Words.Languages)}{Nearest.Question(language, Words.Languages)}");
        if (language is null && form is null) return style;
        return new ReportStyle(language is null ? style.Words : Words.Of(language), form is null ? style.Form : CommandContext.OneOf<HoursForm>(form));
    }

    /// <summary>With the person's own templates; what is wrong with them is said.</summary>
    public static PageWriter Writer(CommandContext context, ReportStyle style) => new(style.Words, context.Settings.Templates, w => context.Complain(w.ToString()));

    /// <exception cref="UsageException">It is none of these.</exception>
    public static Format FormatOf(string text, IReadOnlyList<Format> formats)
    {
        foreach (var format in formats)
            if (string.Equals(NameOf(format), text, StringComparison.OrdinalIgnoreCase)) return format;
        throw new UsageException($"'{Printable.Line(text)}' is none of {string.Join(", ", formats.Select(NameOf))}{Nearest.Question(text, formats.Select(NameOf))}");
    }

    public static string NameOf(Format format) => format.ToString().ToLowerInvariant();
}
