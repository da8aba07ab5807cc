using Daybook.Importers.Tables;

namespace Daybook.Importers.Mapped;

/// <summary>Where in one file's header a mapping's columns are; -1 and an empty list for those it does not have.</summary>
internal sealed class MappedColumns
{
    private readonly TableHead _head;
    private readonly HashSet<int> _used = [];

    public MappedColumns(Mapping mapping, TableHead head)
    {
        _head = head;
        Id = First(mapping.Id);
        Stamp = First(mapping.Stamp);
        Person = PersonColumns(mapping);
        (Start, StartDate, StartTime) = (First(mapping.Start?.At), First(mapping.Start?.Date), First(mapping.Start?.Time));
        (End, EndDate, EndTime) = (First(mapping.End?.At), First(mapping.End?.Date), First(mapping.End?.Time));
        Date = First(mapping.Date);
        Length = First(mapping.Length?.Columns);
        Project = First(mapping.Project);
        Client = First(mapping.Client);
        Task = First(mapping.Task);
        Note = First(mapping.Note);
        Category = First(mapping.Category);
        Entity = First(mapping.Entity);
        Language = First(mapping.Language);
        Machine = First(mapping.Machine);
        Branch = First(mapping.Branch);
        Tags = First(mapping.Tags?.Columns);
        Billable = First(mapping.Billable);
        HourlyRate = First(mapping.HourlyRate);
        Currency = First(mapping.Currency);
        RateCurrency = HourlyRate < 0 ? null : ColumnName.Currency(head.Columns[HourlyRate]);
        Skips = [.. mapping.Skip.Select(skip => (First([skip.Column]), skip)).Where(s => s.Item1 >= 0)];
        var said = (mapping.Length?.Columns ?? []).Concat(mapping.Known).Select(ColumnName.Fold).ToHashSet();
        Others = [.. Enumerable.Range(0, head.Columns.Count).Where(i => !_used.Contains(i))];
        Unknown = [.. Others.Where(i => head.Folded[i].Length > 0 && !said.Contains(head.Folded[i])).Select(i => head.Columns[i])];
        Doubled = [.. _used.Where(i => head.Folded.Count(name => name == head.Folded[i]) > 1).Select(i => head.Columns[i]).Distinct(StringComparer.Ordinal)];
    }

    public int Id { get; }
    public int Stamp { get; }
    public IReadOnlyList<int> Person { get; }
    public int Start { get; }
    public int StartDate { get; }
    public int StartTime { get; }
    public int End { get; }
    public int EndDate { get; }
    public int EndTime { get; }
    public int Date { get; }
    public int Length { get; }
    public int Project { get; }
    public int Client { get; }
    public int Task { get; }
    public int Note { get; }
    public int Category { get; }
    public int Entity { get; }
    public int Language { get; }
    public int Machine { get; }
    public int Branch { get; }
    public int Tags { get; }
    public int Billable { get; }
    public int HourlyRate { get; }
    public int Currency { get; }

    /// <summary>What the column of the rate says in brackets.</summary>
    public string? RateCurrency { get; }

    public IReadOnlyList<(int Column, MappedSkip Skip)> Skips { get; }

    /// <summary>Columns that are kept as they are.</summary>
    public IReadOnlyList<int> Others { get; }

    /// <summary>Names of columns that the mapping has never heard of.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Names of columns that are needed and stand there twice.</summary>
    public IReadOnlyList<string> Doubled { get; }

    /// <summary>Columns that hold dates, whose order may have to be found out.</summary>
    public IEnumerable<int> Dates => new[] { Start, StartDate, End, EndDate, Date }.Where(i => i >= 0);

    public bool HasStart => Start >= 0 || (StartDate >= 0 && StartTime >= 0);

    public bool HasEnd => End >= 0 || EndTime >= 0;

    private IReadOnlyList<int> PersonColumns(Mapping mapping)
    {
        foreach (var names in mapping.Person)
            if (names.All(n => _head.Folded.Contains(ColumnName.Fold(n))))
                return [.. names.Select(n => First([n]))];
        return [];
    }

    private int First(IReadOnlyList<string>? names)
    {
        foreach (var name in names ?? [])
            for (var i = 0; i < _head.Folded.Count; i++)
                if (_head.Folded[i] == ColumnName.Fold(name))
                {
                    _used.Add(i);
                    return i;
                }
        return -1;
    }
}
