using System.Text;
using CsvHelper;
using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>Reads a delimited file row by row, each with its place; the bytes are hashed on the way.</summary>
public sealed class TableReader : IDisposable
{
    /// <summary>A record above this many bytes ends the reading: most likely a quote that is never closed.</summary>
    public const int LongestRecord = 16 << 20;

    private readonly HashedStream _bytes;
    private readonly CsvReader _records;
    private readonly bool _isHeaderless;
    private readonly bool _isUtf8;
    private bool _isOpen;

    /// <param name="isHeaderless">The first record is a row as well.</param>
    public TableReader(SourceFile file, TableHead head, bool isHeaderless = false)
    {
        _isHeaderless = isHeaderless;
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
        try
        {
            if (!_records.Read()) return null;
            var raw = _records.RawRecord;
            return new TableRow((int)_records.LineNumber, _records.ByteOffset, _records.Current.ToArray(), Encoding.UTF8.GetString(raw),
                _isUtf8 && !System.Text.Unicode.Utf8.IsValid(raw));
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
        return null;
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
