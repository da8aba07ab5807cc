using System.Globalization;
using Daybook.Importers.Tables;

namespace Daybook.Importers.Solidtime;

/// <summary>What the ids in <c>time_entries.csv</c> stand for, from the files beside it.</summary>
internal sealed class ExportNames
{
    /// <summary>Characters kept of all the files, and what each name costs beside its own: no organization has as many.</summary>
    private const long MostText = 32L << 20;
    private const int PerName = 100;

    private static readonly string[] Files =
        [ExportFiles.Projects, ExportFiles.Clients, ExportFiles.Tasks, ExportFiles.Tags, ExportFiles.Members, ExportFiles.Organizations];

    private readonly Dictionary<(string File, string Id), Named> _named = [];
    private readonly Dictionary<string, string> _troubles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _nameless = new(StringComparer.Ordinal);
    private long _text;

    public static ExportNames Beside(SourceFile file)
    {
        var names = new ExportNames();
        foreach (var name in Files) names.Read(file, name);
        return names;
    }

    /// <param name="Name">As written; of a member the address, where there is one.</param>
    /// <param name="ClientId">Of a project, or null.</param>
    /// <param name="Currency">Of an organization, or null.</param>
    /// <param name="Stamp">When it was last changed, microseconds, or null.</param>
    public sealed record Named(string Name, string? ClientId, string? Currency, long? Stamp);

    /// <summary>Null where there is no id, or nothing by that id, which is remembered.</summary>
    public Named? Find(string file, string id)
    {
        if (id.Length == 0) return null;
        if (_named.TryGetValue((file, id), out var named)) return named;
        if (!_nameless.TryGetValue(file, out var ids)) _nameless[file] = ids = new HashSet<string>(StringComparer.Ordinal);
        ids.Add(id);
        return null;
    }

    /// <summary>Which ids stand for themselves, and why; null where none do. To be asked after all rows.</summary>
    public string? Nameless()
    {
        var reasons = Files.Where(_nameless.ContainsKey)
            .GroupBy(file => _troubles.GetValueOrDefault(file) ?? string.Create(CultureInfo.InvariantCulture, $"does not have {_nameless[file].Count} of them"))
            .Select(files => $"{string.Join(", ", files)} ({files.Key})").ToList();
        return reasons.Count == 0 ? null : $"ids stand where names should, of {string.Join(", ", reasons)}";
    }

    private void Read(SourceFile file, string name)
    {
        try
        {
            if (file.Beside(name) is not { } beside) _troubles[name] = "not beside it";
            else Read(name, beside);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _troubles[name] = "cannot be read";
        }
    }

    private void Read(string name, SourceFile beside)
    {
        using var opened = OpenedTable.Of(beside);
        if (opened.Head is not { } head || !head.Folded.Contains("id") || !head.Folded.Contains("name"))
        {
            _troubles[name] = "none of solidtime's";
            return;
        }
        using var table = new TableReader(opened.File, head);
        var columns = head.Folded.ToList();
        foreach (var row in table.Rows())
        {
            string Cell(string column) => row[columns.IndexOf(column)];
            var named = new Named(Cell("email") is { Length: > 0 } address ? address : Cell("name"), EntryText.NullIfEmpty(Cell("client_id")), EntryText.NullIfEmpty(Cell("currency")),
                MomentText.TryParse(Cell("updated_at"), null, out var at) ? (at with { OffsetMicros = at.OffsetMicros ?? 0 }).Instant : null);
            _text += PerName + Cell("id").Length + named.Name.Length;
            if (_text > MostText)
            {
                _troubles[name] = "too long";
                return;
            }
            if (named.Name.Length > 0 && TableFlaws.Of(row) is null) _named.TryAdd((name, Cell("id")), named);
        }
        if (table.Broken is not null) _troubles[name] = "cut short";
    }
}
