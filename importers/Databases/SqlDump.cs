using System.Text;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Databases;

/// <summary>Reads the rows that a dump in SQL would insert; nothing of it is ever run.</summary>
internal sealed class SqlDump : IDisposable
{
    /// <summary>Bytes; a longer statement ends the reading: most likely a quote that is never closed.</summary>
    private const int LongestStatement = 64 << 20;

    private readonly JsonWindow _window;
    private readonly Dictionary<string, IReadOnlyList<string>> _columns = new(StringComparer.OrdinalIgnoreCase);
    private long _rows;

    /// <exception cref="IOException">The medium fails.</exception>
    public SqlDump(SourceFile file) => _window = new JsonWindow(file.Open());

    /// <summary>Why it could not be read to its end, or null.</summary>
    public string? Broken { get; private set; }

    public Place BrokenAt { get; private set; }

    /// <summary>The rows of these tables, lazily; a statement that makes no sense is a row with a flaw.</summary>
    public IEnumerable<(FoundRow Row, Flaw? Flaw)> Rows(IReadOnlyList<string> tables)
    {
        if (_window.Head(3).StartsWith(Encodings.Utf8Mark)) _window.Advance(Encodings.Utf8Mark.Length);
        while (Statement() is { } statement)
        {
            var words = new SqlWords(statement.Text);
            if (words.TryPass("create") && words.TryPass("table"))
            {
                Learn(words);
                continue;
            }
            words = new SqlWords(statement.Text);
            if (!words.TryPass("insert") || !words.SeekPast("into") || words.TakeName() is not { } table || !tables.Contains(table, StringComparer.OrdinalIgnoreCase)) continue;
            var columns = words.TakeNames() ?? _columns.GetValueOrDefault(table) ?? [];
            var isSound = words.TryPass("values");
            while (isSound)
            {
                var at = words.At;
                if (words.TakeTuple() is not { } cells) break;
                isSound = cells.Count == columns.Count;
                if (isSound) yield return (new FoundRow(table, columns, cells, statement.Place with { Offset = statement.Place.Offset + at, Pointer = $"/{table}/{_rows++}" }), null);
                if (!words.TryPass(",")) break;
            }
            if (!isSound || !words.IsAtEnd)
                yield return (new FoundRow(table, ["statement"], [new Cell(statement.Text)], statement.Place), new Flaw("the statement cannot be read as rows of known columns"));
        }
    }

    /// <summary>To be asked when all rows were read.</summary>
    public Extracted.End End()
    {
        do _window.Advance(_window.Rest.Length);
        while (_window.More());
        _window.EndPiece();
        return new(_window.Offset, _window.Fingerprint, _window.Sha256(), Broken is null);
    }

    public void Dispose() => _window.Dispose();

    private void Learn(SqlWords words)
    {
        words.SeekPast("exists");
        if (words.TakeName() is { } table && words.TakeColumns() is { } columns) _columns[table] = columns;
    }

    /// <summary>The text up to the next semicolon outside quotes and comments, or null at the end.</summary>
    private (string Text, Place Place)? Statement()
    {
        SkipSpace();
        var place = _window.Place(null);
        var at = 0;
        var quote = (byte)0;
        while (true)
        {
            if (at == _window.Rest.Length && !_window.More()) break;
            var b = _window.Rest[at++];
            if (quote != 0)
            {
                if (b == quote) quote = 0;
            }
            else if (b is (byte)'\'' or (byte)'"' or (byte)'`')
            {
                quote = b;
            }
            else if (b == '-' && at > 1 && _window.Rest[at - 2] == '-')
            {
                quote = (byte)'\n';
            }
            else if (b == ';')
            {
                var text = Encoding.UTF8.GetString(_window.Rest[..(at - 1)]);
                _window.Advance(at);
                return (text, place);
            }
            if (at <= LongestStatement) continue;
            (Broken, BrokenAt) = ($"a statement is longer than {LongestStatement >> 20} MiB; perhaps a quote is never closed", place);
            return null;
        }
        if (_window.Damage is { } damage) (Broken, BrokenAt) = ($"the compressed file is cut short: {damage}", place);
        else if (at > 0) (Broken, BrokenAt) = ("the file ends in the middle of a statement", place);
        return null;
    }

    private void SkipSpace()
    {
        while (true)
        {
            var distance = _window.Rest.IndexOfAnyExcept(" \t\r\n;"u8);
            _window.Advance(distance < 0 ? _window.Rest.Length : distance);
            if (distance >= 0 || !_window.More()) return;
        }
    }
}
