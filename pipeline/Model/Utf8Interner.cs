using System.Text;

namespace Daybook.Model;

/// <summary>
/// Gives every distinct run of UTF-8 bytes a small id, starting at 1; 0 is "not given". Ids already handed out may be
/// read by another thread while new ones are added, if the id itself crossed over by a fence (a queue does that).
/// </summary>
public sealed class Utf8Interner
{
    private byte[] _bytes = new byte[1 << 12];
    private int[] _ends = new int[256];
    private int[] _buckets = new int[512];
    private int[] _next = new int[256];
    private uint[] _hashes = new uint[256];

    /// <summary>How many distinct texts there are; ids run from 1 to this.</summary>
    public int Count { get; private set; }

    /// <summary>The id of these bytes, new or known.</summary>
    public int Add(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        for (var id = _buckets[hash & (_buckets.Length - 1)]; id != 0; id = _next[id])
            if (_hashes[id] == hash && Bytes(id).SequenceEqual(utf8))
                return id;
        return Append(utf8, hash);
    }

    public int Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public ReadOnlySpan<byte> Bytes(int id) => _bytes.AsSpan(_ends[id - 1], _ends[id] - _ends[id - 1]);

    public string Text(int id) => Encoding.UTF8.GetString(Bytes(id));

    private int Append(ReadOnlySpan<byte> utf8, uint hash)
    {
        var id = Count + 1;
        if (id == _ends.Length)
        {
            Array.Resize(ref _next, id * 2);
            Array.Resize(ref _hashes, id * 2);
            Array.Resize(ref _ends, id * 2);
            Rehash(id * 4);
        }
        var start = _ends[id - 1];
        var end = start + utf8.Length;
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        utf8.CopyTo(_bytes.AsSpan(start));
        _ends[id] = end;
        _hashes[id] = hash;
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _next[id] = bucket;
        bucket = id;
        Count = id;
        return id;
    }

    private void Rehash(int size)
    {
        var buckets = new int[size];
        for (var id = 1; id <= Count; id++)
        {
            ref var bucket = ref buckets[_hashes[id] & (size - 1)];
            _next[id] = bucket;
            bucket = id;
        }
        _buckets = buckets;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8) => unchecked((uint)ContentHash.Of(utf8).Low);
}
