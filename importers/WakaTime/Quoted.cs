using System.Text;
using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>A row's own text for the quarantine.</summary>
internal static class Quoted
{
    /// <summary>At most <see cref="Rejection.LongestRaw"/> bytes of it, cut between characters.</summary>
    public static string Of(ReadOnlySpan<byte> raw)
    {
        var length = Math.Min(raw.Length, Rejection.LongestRaw);
        if (length < raw.Length)
            while (length > 0 && (raw[length] & 0xC0) == 0x80) length--;
        return Encoding.UTF8.GetString(raw[..length]);
    }
}
