using System.Text;
using Daybook.Model;

namespace Daybook.Importers;

/// <summary>
/// The columns or keys of one file that its format is not known to have, in the order they were met. They are kept with
/// their rows; whoever takes the file in says how bad that is.
/// </summary>
public sealed class UnexpectedKeys
{
    private const int MostKept = 256;
    private const int MostNamed = 10;

    private readonly List<string> _names = [];
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private byte[] _last = [];

    public void Meet(string name)
    {
        if (_met.Count < MostKept && _met.Add(name)) _names.Add(name);
    }

    /// <param name="name">In UTF-8.</param>
    public void Meet(ReadOnlySpan<byte> name)
    {
        if (_last.AsSpan().SequenceEqual(name)) return;
        _last = name.ToArray();
        Meet(Encoding.UTF8.GetString(name));
    }

    /// <summary>Meets those keys of a row that are none of these.</summary>
    internal void MeetOthers(System.Text.Json.JsonElement row, params ReadOnlySpan<string> known)
    {
        foreach (var member in row.EnumerateObject())
            if (!known.Contains(member.Name)) Meet(member.Name);
    }

    /// <summary>Null where every key was expected.</summary>
    public Diagnostic? Said(string file) => _names.Count == 0 ? null : new Diagnostic(file, Place.WholeFile, Severity.Note,
        $"unknown to this format and kept with each row: {string.Join(", ", _names.Take(MostNamed).Select(n => Printable.Short(n, 60)))}"
        + (_names.Count > MostNamed ? $" and {_names.Count - MostNamed} others" : ""));
}
