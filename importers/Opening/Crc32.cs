namespace Daybook.Importers.Opening;

/// <summary>
/// The checksum of zip archives (ISO 3309, polynomial 0xEDB88320 reflected). The runtime reads it from an archive but does
/// not compare it.
/// </summary>
internal sealed class Crc32
{
    // Table k takes a byte that k more bytes follow: eight bytes are folded in at once.
    private const int Width = 8;
    private static readonly uint[][] Tables = MakeTables();

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        for (; bytes.Length >= Width; bytes = bytes[Width..])
        {
            state = Tables[7][Low(state ^ bytes[0])] ^ Tables[6][Low((state >> 8) ^ bytes[1])]
                ^ Tables[5][Low((state >> 16) ^ bytes[2])] ^ Tables[4][Low((state >> 24) ^ bytes[3])]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }
        foreach (var one in bytes) state = (state >> 8) ^ Tables[0][Low(state ^ one)];
        _state = state;
    }

    private static byte Low(uint value) => unchecked((byte)value);

    private static uint[][] MakeTables()
    {
        var tables = new uint[Width][];
        for (var k = 0; k < Width; k++) tables[k] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            tables[0][i] = value;
        }
        for (var k = 1; k < Width; k++)
            for (var i = 0; i < 256; i++)
                tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][Low(tables[k - 1][i])];
        return tables;
    }
}
