using System.Buffers.Binary;
using System.Text;

namespace Daybook.Importers.Databases;

/// <summary>A table as the start of a SQLite file tells of it; the file itself is the judge once it is opened.</summary>
internal sealed record HeadTable(string Name, string Sql)
{
    /// <summary>Whether the word stands in the statement that made the table.</summary>
    public bool Has(string word)
    {
        for (var at = Sql.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = Sql.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!IsWord(at - 1) && !IsWord(at + word.Length))
                return true;
        return false;
    }

    private bool IsWord(int at) => at >= 0 && at < Sql.Length && (char.IsLetterOrDigit(Sql[at]) || Sql[at] == '_');
}

/// <summary>Finds the tables that the first bytes of a SQLite file name, without SQLite: enough to recognise whose it is.</summary>
internal sealed class SchemaHead
{
    private const int HeaderSize = 100, MostPages = 64, Interior = 5, Leaf = 13;

    private readonly byte[] _head;
    private readonly int _pageSize;
    private readonly int _usable;
    private readonly Encoding _encoding;
    private readonly List<HeadTable> _tables = [];
    private int _pagesSeen;

    private SchemaHead(byte[] head)
    {
        _head = head;
        var stated = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(16));
        _pageSize = stated == 1 ? 1 << 16 : stated;
        _usable = _pageSize - head[20];
        _encoding = head[59] switch { 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
    }

    /// <summary>What every SQLite file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Null where it is no SQLite file; a table whose page lies further on is not among them.</summary>
    public static IReadOnlyList<HeadTable>? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderSize || !head.StartsWith(Magic)) return null;
        var schema = new SchemaHead(head.ToArray());
        if (schema._usable >= 480) schema.Page(1);
        return schema._tables;
    }

    private void Page(long number)
    {
        var start = (number - 1) * _pageSize;
        if (number < 1 || start + _pageSize > _head.Length || ++_pagesSeen > MostPages) return;
        var page = _head.AsSpan((int)start, _pageSize);
        var header = number == 1 ? HeaderSize : 0;
        var kind = page[header];
        if (kind is not (Interior or Leaf)) return;
        var pointers = page[(header + (kind == Interior ? 12 : 8))..];
        var cells = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]), pointers.Length / 2);
        for (var i = 0; i < cells; i++)
        {
            var at = BinaryPrimitives.ReadUInt16BigEndian(pointers[(i * 2)..]);
            if (at + 4 > page.Length) continue;
            if (kind == Interior) Page(BinaryPrimitives.ReadUInt32BigEndian(page[at..]));
            else Record(Payload(page[at..]));
        }
        if (kind == Interior) Page(BinaryPrimitives.ReadUInt32BigEndian(page[(header + 8)..]));
    }

    /// <summary>A cell's content, with what of it has run over into pages at hand.</summary>
    private ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> cell)
    {
        var size = Number(ref cell);
        _ = Number(ref cell);
        if (size > SourceFile.HeadSize) return [];
        var least = (_usable - 12) * 32 / 255 - 23;
        var split = least + (size - least) % (_usable - 4);
        var local = size <= _usable - 35 ? size : split <= _usable - 35 ? split : least;
        if (local < 0 || local > cell.Length) return [];
        if (local == size || local + 4 > cell.Length) return cell[..(int)local];
        var whole = new List<byte>(cell[..(int)local].ToArray());
        long next = BinaryPrimitives.ReadUInt32BigEndian(cell[(int)local..]);
        while (whole.Count < size && next > 0 && next * _pageSize <= _head.Length && ++_pagesSeen <= MostPages)
        {
            var page = _head.AsSpan((int)((next - 1) * _pageSize), _usable);
            whole.AddRange(page[4..(int)Math.Min(_usable, 4 + size - whole.Count)]);
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
        }
        return whole.ToArray();
    }

    // type, name, tbl_name, rootpage, sql.
    private void Record(ReadOnlySpan<byte> record)
    {
        var rest = record;
        var header = Number(ref rest);
        if (header > record.Length) return;
        var body = record[(int)header..];
        Span<string> texts = ["", "", "", "", ""];
        foreach (ref var text in texts)
        {
            var kind = Number(ref rest);
            var length = kind >= 12 ? (kind - 12) / 2 : kind switch { <= 4 => kind, 5 => 6, 6 or 7 => 8, _ => 0 };
            var taken = body[..(int)Math.Min(length, body.Length)];
            if (kind >= 13 && kind % 2 == 1) text = _encoding.GetString(taken);
            body = body[taken.Length..];
        }
        if (texts[0] == "table") _tables.Add(new HeadTable(texts[1], texts[4]));
    }

    /// <summary>A number of SQLite's variable length, taken off the front; what is larger than any size here is cut down.</summary>
    private static long Number(ref ReadOnlySpan<byte> bytes)
    {
        long number = 0;
        var used = 0;
        while (used < bytes.Length && used < 9)
        {
            var b = bytes[used++];
            number = Math.Min(int.MaxValue, number << 7 | (uint)(b & 0x7F));
            if (b < 0x80) break;
        }
        bytes = bytes[used..];
        return number;
    }
}
