using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What waits for the person's answer, each with the command that settles it.</summary>
internal static class QuestionsSection
{
    private const int MostNames = 5;

    public static Section Of(Slice slice, ReportStyle style) => new("questions", style.Words["questions"])
    {
        Notes = [.. slice.Questions.Select(q => new Note(Text(q, style), q.Command))],
    };

    private static string Text(OpenQuestion question, ReportStyle style)
    {
        var names = string.Join(", ", question.Names.Take(MostNames).Select(n => ShownName.Of(n, style.Words)));
        if (question.Names.Count > MostNames) names = $"{names}, …";
        return style.Words.Count($"question.{question.Kind}", question.Count, question.Count, names, style.Hours(question.Micros));
    }
}
