using System.Security.Cryptography;
using System.Text;
using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>
/// Takes day totals in. A source has one total a day; another telling of it is a new version and the old one stays.
/// Current is the one from the newest export, then the longest, then the one whose content sorts last: a day still going
/// on grows, and the order of imports must not matter.
/// </summary>
internal sealed class DayTotalIntake(SqliteConnection connection, NameMap names, int source, long file)
{
    private const string KnowsDateSql = "select 1 from day_total where source_id = $source and date = $date limit 1";

    private const string AddSql =
        """
        insert into day_total (source_id, date, content, is_current, stamp_us, zone, total_us, extra, file_id, line, offset, pointer)
        values ($source, $date, $content, 0, 0, $zone, $total, $extra, $file, $line, $offset, $pointer)
        on conflict (source_id, date, content) do nothing
        returning id
        """;

    private const string AddPartSql =
        """
        insert into day_total_part (day_total_id, ordinal, dimension, within_id, name_id, length_us, extra)
        values ($total, $ordinal, $dimension, $within, $name, $length, $extra)
        """;

    private const string StampSql =
        "update day_total set stamp_us = max(stamp_us, $stamp) where source_id = $source and date = $date and content = $content";

    public const string SettleSql =
        """
        update day_total
        set is_current = id = (
          select best.id from day_total as best
          where best.source_id = $source and best.date = $date
          order by best.stamp_us desc, best.total_us desc, best.content desc
          limit 1)
        where source_id = $source and date = $date
        """;

    private readonly List<(int Date, byte[] Content)> _read = [];

    /// <summary>Adds the counts of one total to those before.</summary>
    public RowCounts Add(DayTotal total)
    {
        var date = Days.From(total.Date);
        var content = Content(total);
        _read.Add((date, content));
        var isKnownDate = connection.Scalar<long?>(KnowsDateSql, ("$source", source), ("$date", date)) is not null;
        var id = connection.Scalar<object>(AddSql, ("$source", source), ("$date", date), ("$content", content), ("$zone", total.Zone),
            ("$total", total.TotalMicros), ("$extra", total.Extra), ("$file", file), ("$line", total.Place.Line),
            ("$offset", total.Place.Offset), ("$pointer", total.Place.Pointer));
        if (id is not long added) return new RowCounts(0, 1, 0, 0, 0);
        for (var i = 0; i < total.Parts.Count; i++)
        {
            var part = total.Parts[i];
            connection.Execute(AddPartSql, ("$total", added), ("$ordinal", i), ("$dimension", (int)part.Dimension),
                ("$within", names.Name(part.WithinProject)), ("$name", names.Name(part.Name)), ("$length", part.Micros), ("$extra", part.Extra));
        }
        return isKnownDate ? new RowCounts(0, 0, 1, 0, 0) : new RowCounts(1, 0, 0, 0, 0);
    }

    /// <summary>Once the file has said how new it is: chooses the current version of every day it spoke of.</summary>
    /// <param name="stamp">Where the export's knowledge ends, microseconds; 0 when the file does not say.</param>
    public void Settle(long stamp)
    {
        foreach (var (date, content) in _read)
        {
            if (stamp > 0) connection.Execute(StampSql, ("$stamp", stamp), ("$source", source), ("$date", date), ("$content", content));
            connection.Execute(SettleSql, ("$source", source), ("$date", date));
        }
    }

    public IEnumerable<LocalDate> Dates => _read.Select(r => Days.ToDate(r.Date)).Distinct();

    /// <summary>What tells two versions apart: everything the source said, nothing of where it stood in the file.</summary>
    private static byte[] Content(DayTotal total)
    {
        var text = new StringBuilder("day-total/1\n").Append(total.TotalMicros).Append('\n').Append(total.Zone).Append('\n').Append(total.Extra).Append('\n');
        foreach (var part in total.Parts)
            text.Append((int)part.Dimension).Append('\t').Append(part.WithinProject).Append('\t').Append(part.Name).Append('\t')
                .Append(part.Micros).Append('\t').Append(part.Extra).Append('\n');
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16];
    }
}
