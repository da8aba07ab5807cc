using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Time by file, without the folder that all of them lie in.</summary>
internal static class FilesSection
{
    public static Section? Of(DimensionSum sum, int most, ReportStyle style)
    {
        if (SumSection.Of(sum, most, style) is not { Table: { } table } section) return null;
        var shared = SharedFolder([.. sum.Lines.Select(l => l.Name)]);
        if (shared == 0) return section;
        var names = sum.Lines.Select(l => ShownName.Whole(l.Name)).ToHashSet(StringComparer.Ordinal);
        Row Shortened(Row row) => names.Contains(row.Key) && row.Key.Length > shared ? row with { Name = ShownName.Of(row.Key[shared..], style.Words) } : row;
        return section with { Table = table with { Rows = [.. table.Rows.Select(Shortened)], All = table.All is { } all ? [.. all.Select(Shortened)] : null } };
    }

    /// <summary>Characters that all begin with, up to a slash or backslash; none where there is one file only.</summary>
    private static int SharedFolder(IReadOnlyList<string> files)
    {
        if (files.Count < 2) return 0;
        var shared = files[0].Length;
        foreach (var file in files) shared = Math.Min(shared, file.AsSpan().CommonPrefixLength(files[0]));
        return files[0].AsSpan(0, shared).LastIndexOfAny('/', '\\') + 1;
    }
}
