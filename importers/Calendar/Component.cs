using System.Text;
using Daybook.Model;

namespace Daybook.Importers.Calendar;

/// <summary>What stands between <c>BEGIN</c> and <c>END</c>: a calendar, an event, a zone.</summary>
/// <param name="name">In upper case.</param>
/// <param name="place">Of its first line.</param>
internal sealed class Component(string name, Place place, Component? parent)
{
    private readonly StringBuilder _raw = new();

    public string Name => name;
    public Place Place => place;
    public Component? Parent => parent;

    public List<ContentLine> Properties { get; } = [];
    public List<Component> Parts { get; } = [];

    /// <summary>What is odd in its lines.</summary>
    public List<string> Doubts { get; } = [];

    /// <summary>Its lines, as many as are kept.</summary>
    public string Raw => _raw.ToString();

    public void AddRaw(string line)
    {
        if (_raw.Length < Rejection.LongestRaw) _raw.Append(_raw.Length > 0 ? "\n" : "").Append(line.AsSpan(0, Math.Min(line.Length, Rejection.LongestRaw)));
    }

    public ContentLine? First(string property) => Properties.Find(p => p.Name == property);

    public IEnumerable<ContentLine> Every(string property) => Properties.Where(p => p.Name == property);

    public string? Text(string property) => EntryText.NullIfEmpty(First(property)?.Text.Trim());

    /// <summary>The value, in upper case.</summary>
    public string? Word(string property) => Text(property)?.ToUpperInvariant();
}
