using System.Text.Json;
using Daybook.Importers.Json;

namespace Daybook.Importers.WakaTime;

/// <summary>Tells from a day's first keys what it gives.</summary>
internal static class DayKind
{
    private const int Glance = 1024;

    /// <summary>Of the day at the window's position; null when its first keys do not show it.</summary>
    public static RowKind? Of(JsonWindow window)
    {
        var reader = new Utf8JsonReader(window.Head(Glance), isFinalBlock: false, state: default);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var kind = reader.ValueIsEscaped ? RowKind.Unknown : RowKinds.Of([reader.GetString()!]);
                if (kind is RowKind.HeartbeatDay or RowKind.TotalsDay) return kind;
                if (!reader.TrySkip()) return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return null;
    }
}
