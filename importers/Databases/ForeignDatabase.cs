using Daybook.Model;
using SQLitePCL;

namespace Daybook.Importers.Databases;

/// <summary>
/// Another program's SQLite file, opened to be read and nothing else: no view, trigger, generated column or index of it
/// is ever used, and no question may run for longer than the file is large.
/// </summary>
internal sealed class ForeignDatabase : IDisposable
{
    private const int StepsPerCall = 10_000, LimitLength = 0, LongestValue = 64 << 20;
    private const long LeastSteps = 50_000_000, StepsPerByte = 16;
    private const string Unreadable = "the database is damaged";

    // What a plain select needs and nothing else: select, read, pragma (of table_xinfo).
    private static readonly int[] Allowed = [raw.SQLITE_SELECT, raw.SQLITE_READ, raw.SQLITE_PRAGMA];

    private readonly string _file;
    private readonly sqlite3 _db;
    private readonly delegate_progress _watch;
    private readonly long _most;
    private long _steps;
    private long _rows;

    static ForeignDatabase() => Batteries_V2.Init();

    private ForeignDatabase(string file, sqlite3 db, long bytes)
    {
        _file = file;
        _db = db;
        _most = LeastSteps + bytes * StepsPerByte;
        _watch = _ => (_steps += StepsPerCall) > _most ? 1 : 0;
        raw.sqlite3_progress_handler(db, StepsPerCall, _watch, null);
    }

    /// <summary>Why it could not be read any further, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>Never throws for what stands in the file: see <see cref="Broken"/>.</summary>
    public static ForeignDatabase Open(string file, PrivateCopy copy)
    {
        var path = copy.HasLog ? copy.Path : $"{new Uri(copy.Path).AbsoluteUri}?immutable=1";
        var flags = copy.HasLog ? raw.SQLITE_OPEN_READWRITE : raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI;
        var code = raw.sqlite3_open_v2(path, out var db, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new ForeignDatabase(file, db, copy.Bytes);
        if (code == raw.SQLITE_OK) database.Guard();
        else database.Broken = Unreadable;
        return database;
    }

    /// <summary>The columns of an ordinary table, or null: there is none, or it is none, which <paramref name="problem"/> then says.</summary>
    public IReadOnlyList<string>? Columns(string table, out string? problem)
    {
        problem = null;
        if (Broken is not null) return null;
        var found = Ask($"select type, rootpage from sqlite_master where name = '{table}' collate nocase and type in ('table', 'view')").ToList();
        if (Broken is not null || found.Count == 0) return null;
        if (found is not [["table", not ("0" or null)]])
        {
            problem = $"'{table}' is no ordinary table; nothing of it was read";
            return null;
        }
        var columns = Ask($"pragma table_xinfo('{table}')").ToList();
        if (columns.Count > 0 && columns.All(c => c.Length == 7 && c[6] == "0")) return [.. columns.Select(c => c[1] ?? "")];
        if (Broken is null) problem = $"'{table}' has columns that are computed; nothing of it was read";
        return null;
    }

    /// <summary>All rows of an ordinary table in its own order, lazily; ends early where <see cref="Broken"/> then says why.</summary>
    /// <param name="columns">Names that <see cref="Columns"/> gave, to be read.</param>
    public IEnumerable<FoundRow> Rows(string table, IReadOnlyList<string> columns)
    {
        var number = 0;
        foreach (var cells in Steps($"select {string.Join(", ", columns.Select(c => $"\"{c.Replace("\"", "\"\"")}\""))} from \"{table}\" not indexed", Cells))
            // Rows have no offset; their number in all that is read of the file stands in for it.
            yield return new FoundRow(table, columns, cells, new Place(++number, 1, ++_rows, $"/{table}/{number - 1}"));
    }

    /// <summary>What is wrong with the file as a whole, once it was read; null where nothing is.</summary>
    public Extracted.Noted? Trouble(PrivateCopy copy) => (copy.Cut ?? Broken) is { } message
        ? new Extracted.Noted(new Diagnostic(_file, new Place(0, 0, copy.Bytes), Severity.Error, message, "What could be read is taken in. Import a sound copy when you have it: nothing will be counted twice."))
        : null;

    public void Dispose() => raw.sqlite3_close_v2(_db);

    /// <summary>The rows of any question; for tests of the guards too.</summary>
    internal IEnumerable<string?[]> Ask(string sql) => Steps(sql, statement => Cells(statement).Select(c => c.Text).ToArray());

    private void Guard()
    {
        raw.sqlite3_db_config(_db, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out var isDefensive);
        raw.sqlite3_limit(_db, LimitLength, LongestValue);
        if (isDefensive != 1) throw new InvalidOperationException("this SQLite cannot be made defensive");
        foreach (var (pragma, set, read) in ((string, string, string)[])[("trusted_schema", "off", "0"), ("cell_size_check", "on", "1"), ("query_only", "on", "1"), ("mmap_size", "0", "0")])
        {
            if (Ask($"pragma {pragma} = {set}").Count() < 0 || Broken is not null) return;
            // A build without memory mapping answers nothing to its size.
            if (Ask($"pragma {pragma}").FirstOrDefault() is [var actual] && actual != read && Broken is null)
                throw new InvalidOperationException($"this SQLite answers {pragma} = {actual} where {set} was set");
        }
        raw.sqlite3_set_authorizer(_db, (strdelegate_authorizer)((_, action, _, _, _, _) => Allowed.Contains(action) ? raw.SQLITE_OK : raw.SQLITE_DENY), null);
    }

    private IEnumerable<T> Steps<T>(string sql, Func<sqlite3_stmt, T> read)
    {
        if (Broken is not null) yield break;
        var code = raw.sqlite3_prepare_v2(_db, sql, out var statement);
        using (statement)
        {
            if (code == raw.SQLITE_OK)
                while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                    yield return read(statement);
        }
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE) yield break;
        Broken = code == raw.SQLITE_INTERRUPT
            ? "the database takes longer to read than anything of its size should"
            : $"{Unreadable}: {raw.sqlite3_errmsg(_db).utf8_to_string()}";
    }

    private static Cell[] Cells(sqlite3_stmt statement)
    {
        var cells = new Cell[raw.sqlite3_column_count(statement)];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = raw.sqlite3_column_type(statement, i) switch
            {
                raw.SQLITE_NULL => default,
                raw.SQLITE_INTEGER => new Cell(raw.sqlite3_column_text(statement, i).utf8_to_string(), IsRaw: true),
                raw.SQLITE_BLOB => new Cell(Convert.ToHexStringLower(raw.sqlite3_column_blob(statement, i))),
                _ => new Cell(raw.sqlite3_column_text(statement, i).utf8_to_string()),
            };
        return cells;
    }
}
