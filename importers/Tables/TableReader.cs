using System.Text;
using CsvHelper;
using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>Reads a delimited file row by row, each with its place; the bytes are hashed on the way.</summary>
public sealed class TableReader : IDisposable
{
    /// <summary>A record above this many bytes ends the reading: most likely a quote that is never closed.</summary>
    public const int LongestRecord = 16 << 20;

    private const int FirstCell = 64;

    private readonly HashedStream _bytes;
    private readonly CsvReader _records;
    private readonly bool _isHeaderless;
    private readonly bool _isUtf8;
    private readonly Func<string> _raw;
    private (byte[]? Utf8, int Length, string? Text)[] _above = [];
    private bool _isOpen;

    /// <param name="isHeaderless">The first record is a row as well.</param>
    public TableReader(SourceFile file, TableHead head, bool isHeaderless = false)
    {
        _isHeaderless = isHeaderless;
        _raw = () => Encoding.UTF8.GetString(_records!.RawRecord);
        _isUtf8 = head.Encoding == TableEncodings.Utf8;
        _bytes = new HashedStream(file.Open());
        _records = CsvReader.Create(_bytes, Options(head.Delimiter) with
        {
            Encoding = TableEncodings.Named(head.Encoding),
            OnMalformedRecord = record => _isOpen |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
    }

    /// <summary>Why the file could not be read to its end, or null.</summary>
    public string? Broken { get; private set; }

    public Place BrokenAt { get; private set; }

    /// <summary>The rows after the header, lazily.</summary>
    /// <exception cref="IOException">The medium fails.</exception>
    public IEnumerable<TableRow> Rows()
    {
        var isHeader = !_isHeaderless;
        while (Next() is { } row)
        {
            if (_isOpen) break;
            if (isHeader) isHeader = false;
            else yield return row;
        }
        if (_isOpen) (Broken, BrokenAt) = ("the file ends in the middle of a row: a quote is never closed", new Place((int)_records.LineNumber, 1, _records.ByteOffset));
        while (Broken is null && ReadOn()) { }
    }

    /// <summary>Shows some cells of every row after the header, and makes nothing of the others.</summary>
    /// <param name="take">Gets the cell and the line it is on; false to stop.</param>
    /// <exception cref="IOException">The medium fails.</exception>
    public void Show(IReadOnlyList<int> columns, Func<string, int, bool> take)
    {
        var isHeader = !_isHeaderless;
        for (; Advance() && !_isOpen; isHeader = false)
        {
            if (isHeader) continue;
            foreach (var column in columns)
                if (column < _records.FieldCount && !take(Cell(column).Trim(), (int)_records.LineNumber))
                    return;
        }
    }

    /// <summary>To be asked when all rows were read.</summary>
    public Extracted.End End() => new(_bytes.Count, _bytes.Fingerprint, _bytes.Sha256(), Broken is null);

    public void Dispose()
    {
        _records.Dispose();
        _bytes.Dispose();
    }

    internal static CsvReaderOptions Options(char delimiter) => CsvReaderOptions.Default with
    {
        Separator = delimiter,
        HasHeader = false,
        MaxRecordSize = LongestRecord,
        TrackLineNumbers = true,
        // A quote after a space still opens a cell.
        TrimWhitespace = true,
    };

    private TableRow? Next()
    {
        if (!Advance()) return null;
        var raw = _records.RawRecord;
        return new TableRow((int)_records.LineNumber, _records.ByteOffset, Cells(), _isUtf8 && !System.Text.Unicode.Utf8.IsValid(raw), raw.Contains((byte)0), _raw);
    }

    private bool Advance()
    {
        try
        {
            return _records.Read();
        }
        catch (CsvFormatException e)
        {
            Broken = $"a row is longer than {LongestRecord >> 20} MiB; perhaps a quote is never closed";
            BrokenAt = new Place((int)e.LineNumber, 1, e.ByteOffset);
        }
        catch (InvalidDataException e)
        {
            Cut(e);
        }
        return false;
    }

    private string[] Cells()
    {
        var cells = new string[_records.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = Cell(i);
        return cells;
    }

    /// <summary>A cell that says what the one above it says shares its text: most columns of most files repeat themselves.</summary>
    private string Cell(int column)
    {
        if (column >= _above.Length) Array.Resize(ref _above, column + 1);
        ref var above = ref _above[column];
        var utf8 = _records.GetSpan(column);
        if (above.Text is not null && utf8.SequenceEqual(above.Utf8.AsSpan(0, above.Length))) return above.Text;
        if (above.Utf8 is null || above.Utf8.Length < utf8.Length) above.Utf8 = new byte[Math.Max(utf8.Length, FirstCell)];
        utf8.CopyTo(above.Utf8);
        (above.Length, above.Text) = (utf8.Length, _records.GetString(column));
        return above.Text;
    }

    private bool ReadOn()
    {
        try
        {
            return _bytes.ReadOn();
        }
        catch (InvalidDataException e)
        {
            Cut(e);
            return false;
        }
    }

    private void Cut(InvalidDataException e) => (Broken, BrokenAt) = ($"the compressed file is cut short: {e.Message}", new Place((int)_records.LineNumber, 1, _bytes.Count));
}
