using Daybook.Importers.Tables;

namespace Daybook.Importers.Mapped;

/// <summary>Whether a file's header has what a mapping recognises its files by.</summary>
internal static class Signs
{
    public static bool Fit(MappingSigns signs, TableHead head) =>
        (signs.Delimiter is null || signs.Delimiter == head.DelimiterName)
        && signs.Columns.All(names => Find(head, names) >= 0)
        && signs.Exactly.All(name => head.Columns.Contains(name, StringComparer.Ordinal))
        && !signs.Without.Any(name => Find(head, [name]) >= 0)
        && (!signs.NoOthers || head.Folded.All(column => signs.Columns.Any(names => names.Any(n => ColumnName.Fold(n) == column))));

    /// <summary>Index of the first column that has one of the names, or -1.</summary>
    public static int Find(TableHead head, IReadOnlyList<string> names)
    {
        for (var i = 0; i < head.Folded.Count; i++)
            if (names.Any(n => ColumnName.Fold(n) == head.Folded[i]))
                return i;
        return -1;
    }
}
