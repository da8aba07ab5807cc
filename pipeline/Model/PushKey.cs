using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Daybook.Model;

/// <summary>Names one entry that is pushed to a service: for each there is one row in the ledger, ever.</summary>
/// <param name="Service">As the settings name it: <c>clockify</c>.</param>
/// <param name="Target">The project over there.</param>
/// <param name="Slot">Counts the pieces of a target on a day, from 0.</param>
public sealed partial record PushKey(string Service, string Workspace, LocalDate Date, string Target, int Slot)
{
    private const int MarkBytes = 4;

    [GeneratedRegex(@"\[db:[0-9a-f]{8}\]", RegexOptions.CultureInvariant)]
    private static partial Regex AnyMark();

    /// <summary>Stands in the entry's text over there, so that it is known again: <c>[db:7f3a9c21]</c>.</summary>
    public string Mark
    {
        get
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Service}\n{Workspace}\n{Period.Iso(Date)}\n{Target}\n{Slot}");
            return $"[db:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, MarkBytes))}]";
        }
    }

    /// <summary>All marks in a text, whatever they are of.</summary>
    public static IReadOnlyList<string> MarksIn(string? text) => text is null || !text.Contains("[db:", StringComparison.Ordinal) ? [] : [.. AnyMark().Matches(text).Select(m => m.Value)];
}
