using Daybook.Model;

namespace Daybook.Store;

/// <summary>The hash of one row: of each column's value by its place and type. A column that is NULL adds nothing.</summary>
internal struct RowHash
{
    private const ulong Place = 0x9E3779B97F4A7C15, Whole = 0xC2B2AE3D27D4EB4F, Fraction = 0x165667B19E3779F9, Text = 0xD6E8FEB86659FD93, Bytes = 0xA0761D6478BD642F;
    private ulong _sum;

    /// <param name="column">From 0, in the order of the table.</param>
    public void Add(int column, long value) => Add(column, Whole, unchecked((ulong)value));

    public void Add(int column, double value) => Add(column, Fraction, BitConverter.DoubleToUInt64Bits(value));

    public void Add(int column, ReadOnlySpan<byte> bytes, bool isText) => Add(column, isText ? Text : Bytes, ContentHash.Of(bytes).High);

    /// <param name="table">Its place in <see cref="AllSummedTables"/>: equal rows of two tables have two hashes.</param>
    public readonly ulong Of(int table) => ContentHash.Mix(_sum ^ Text, PlaceOf(table));

    /// <summary>As SQLite would hand the row over, column by column.</summary>
    public static ulong Of(int table, in HeartbeatRow row)
    {
        var hash = new RowHash();
        hash.Add(0, row.At);
        hash.Add(1, row.Subject);
        hash.Add(2, row.Activity);
        hash.Add(3, row.IsWrite ? 1 : 0);
        hash.Add(4, row.Agent);
        if (row.LineNumber != HeartbeatRow.Missing) hash.Add(5, row.LineNumber);
        if (row.Lines != HeartbeatRow.Missing) hash.Add(6, row.Lines);
        if (row.CursorPosition != HeartbeatRow.Missing) hash.Add(7, row.CursorPosition);
        if (row.Extra != 0) hash.Add(8, row.Extra);
        return hash.Of(table);
    }

    private void Add(int column, ulong kind, ulong value) => _sum = unchecked(_sum + ContentHash.Mix(value + PlaceOf(column), kind));

    private static ulong PlaceOf(int number) => unchecked(Place * (ulong)(number + 1));
}
