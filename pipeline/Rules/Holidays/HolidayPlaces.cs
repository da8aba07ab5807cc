using System.Text.Json;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Finds the line of what is wrong in a holiday file; asked only when something is.</summary>
internal static class HolidayPlaces
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Where the key stands, else where the holiday begins.</summary>
    public static Place Of(ReadOnlySpan<byte> json, HolidayFlaw flaw)
    {
        var reader = new Utf8JsonReader(json, Options);
        long? found = null;
        var index = -1;
        var isAmongHolidays = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                isAmongHolidays = reader.ValueTextEquals("holidays");
                if (flaw.Index < 0 && reader.ValueTextEquals(flaw.Key)) found = reader.TokenStartIndex;
            }
            else if (isAmongHolidays && reader.CurrentDepth == 2 && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null && ++index == flaw.Index) found = reader.TokenStartIndex;
            else if (isAmongHolidays && reader.CurrentDepth == 3 && reader.TokenType == JsonTokenType.PropertyName && index == flaw.Index && reader.ValueTextEquals(flaw.Key)) found = reader.TokenStartIndex;
        }
        var pointer = flaw.Index < 0 ? $"/{flaw.Key}" : $"/holidays/{flaw.Index}/{flaw.Key}";
        if (found is not { } offset) return Place.WholeFile with { Pointer = pointer };
        var before = json[..(int)offset];
        return new Place(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), offset, pointer);
    }
}
