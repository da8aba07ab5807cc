using System.Runtime.InteropServices;
using System.Text.Json;

namespace Daybook.Importers.Json;

/// <summary>
/// Collects members that are worth keeping but not modelled, as one minified JSON object. Null, an empty list and an empty
/// text say nothing and are left out.
/// </summary>
/// <param name="documented">Keys that are known to be there; all others are met by <paramref name="unexpected"/>.</param>
internal sealed class ExtraJson(IReadOnlySet<string>? documented = null, UnexpectedKeys? unexpected = null)
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public void Clear() => _length = 0;

    /// <summary>A member for the other keys worth keeping.</summary>
    public void Add(JsonProperty member)
    {
        if (documented?.Contains(member.Name) != true) unexpected?.Meet(member.Name);
        Add(JsonValues.Quote(member), JsonMarshal.GetRawUtf8Value(member.Value));
    }

    /// <param name="key">With its quotes, as it stands in the file.</param>
    /// <param name="value">As it stands in the file; the JSON is known to be sound.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var before = _length;
        Write(before == 0 ? "{"u8 : ","u8);
        Write(key);
        Write(":"u8);
        var start = _length;
        WriteMinified(value);
        if (_bytes.AsSpan(start, _length - start) is [(byte)'n', ..] or [(byte)'[', (byte)']'] or [(byte)'"', (byte)'"'])
            _length = before;
    }

    /// <summary>The object, or nothing at all when there are no members. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        if (_length > 0) Write("}"u8);
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>An object without the spaces between its parts, all members kept.</summary>
    public static string Minified(JsonElement value)
    {
        var extra = new ExtraJson();
        extra.WriteMinified(JsonMarshal.GetRawUtf8Value(value));
        return System.Text.Encoding.UTF8.GetString(extra._bytes.AsSpan(0, extra._length));
    }

    private void WriteMinified(ReadOnlySpan<byte> value)
    {
        var isText = false;
        var from = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var b = value[i];
            if (b == '"') isText = !isText;
            else if (b == '\\') i++;
            else if (!isText && IsSpace(b))
            {
                Write(value[from..i]);
                from = i + 1;
            }
        }
        Write(value[from..]);
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
