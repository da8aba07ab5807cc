using CsvHelper;

namespace Daybook.Importers.Tables;

/// <summary>What is read off the start of a delimited file: how it is written and what its columns are called.</summary>
/// <param name="Encoding">Its name: <c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c>.</param>
/// <param name="HasMark">Whether a byte order mark says so.</param>
/// <param name="Columns">As written, in file order.</param>
public sealed record TableHead(string Encoding, bool HasMark, char Delimiter, IReadOnlyList<string> Columns)
{
    private const int LongestHeader = 16 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The column names as they are compared, in file order.</summary>
    public IReadOnlyList<string> Folded { get; } = [.. Columns.Select(ColumnName.Fold)];

    public string DelimiterName => Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", _ => "bar" };

    /// <summary>Null when the bytes are no delimited text: JSON, binary, a single cell.</summary>
    /// <param name="head">The first bytes of the file.</param>
    public static TableHead? Of(ReadOnlySpan<byte> head)
    {
        var (encoding, mark) = EncodingOf(head);
        var text = FirstLines(head[mark..], encoding);
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed.IsEmpty || trimmed[0] is '{' or '[' or '<' || trimmed.Contains('\0')) return null;
        var delimiter = DelimiterOf(trimmed);
        using var records = CsvReader.FromText(text, TableReader.Options(delimiter));
        return records.Read() && records.FieldCount > 1
            ? new TableHead(encoding, mark > 0, delimiter, [.. records.Current.ToArray().Select(c => c.Trim())])
            : null;
    }

    /// <summary>The encoding and how many bytes of mark come before the text. What is not UTF-8 is taken for windows-1252.</summary>
    private static (string Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encodings.Utf8Mark)) return (TableEncodings.Utf8, Encodings.Utf8Mark.Length);
        if (head is [0xFF, 0xFE, ..]) return (TableEncodings.Utf16, 2);
        if (head is [0xFE, 0xFF, ..]) return (TableEncodings.Utf16BigEndian, 2);
        if (head.Length >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) return (TableEncodings.Utf16, 0);
        return (TableEncodings.IsUtf8(head, isWhole: false) ? TableEncodings.Utf8 : TableEncodings.Windows1252, 0);
    }

    private static string FirstLines(ReadOnlySpan<byte> head, string encoding) =>
        TableEncodings.Named(encoding).GetString(head[..Math.Min(head.Length, LongestHeader)]);

    /// <summary>The one there is most of outside quotes in the first record.</summary>
    private static char DelimiterOf(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Delimiters.Length];
        var isQuoted = false;
        foreach (var c in text)
        {
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (c is '\n' or '\r') break;
            var index = Array.IndexOf(Delimiters, c);
            if (index >= 0) counts[index]++;
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best])
                best = i;
        return Delimiters[best];
    }
}
