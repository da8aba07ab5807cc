using System.Globalization;
using System.Text;
using Daybook.Importers.Lines;
using Daybook.Model;

namespace Daybook.Importers.Calendar;

/// <summary>Joins folded lines and gathers them into components. A whole calendar is held: changes to an event may stand before it.</summary>
internal sealed class ComponentReader(string file, TextLines lines)
{
    /// <summary>Bytes.</summary>
    private const long LargestFile = SourceFile.HashedWhole;

    private static readonly string[] InCalendars = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

    private readonly Component _file = new("", default, null);
    private readonly List<Extracted> _flaws = [];
    private readonly StringBuilder _text = new();
    private Component _open = null!;
    private TextLine? _first;
    private bool _isGarbled, _isTooLong;

    /// <summary>Lines and components that could not be understood.</summary>
    public IReadOnlyList<Extracted> Flaws => _flaws;

    /// <summary>Those that were read to their end; where the file is cut, the others are told of by <see cref="TextLines.End"/>.</summary>
    public IReadOnlyList<Component> Calendars()
    {
        _open = _file;
        TextLine? last = null;
        foreach (var line in lines.All())
        {
            if (line.Offset > LargestFile)
            {
                lines.Cut(line.Place, $"it is larger than {LargestFile >> 20} MiB");
                break;
            }
            last = line;
            if (line.Text.Length > 0 && line.Text[0] is ' ' or '\t' && _first is not null) Append(line, line.Text.AsSpan(1));
            else
            {
                Take();
                if (string.IsNullOrWhiteSpace(line.Text)) continue;
                _first = line;
                Append(line, line.Text);
            }
        }
        Take();
        if (_open != _file && last is not null) lines.Cut(last.Place);
        // What was read of a calendar that is cut stands; the event in the middle of which it is cut does not.
        for (; _open != _file; _open = _open.Parent!)
            if (_open.Name == "VCALENDAR") _file.Parts.Add(_open);
        return _file.Parts;
    }

    private void Append(TextLine line, ReadOnlySpan<char> text)
    {
        _isGarbled |= line.IsGarbled;
        _isTooLong |= _text.Length + text.Length > TextLines.LongestLine;
        if (!_isTooLong) _text.Append(text);
        // The line that begins a component is its first, that which ends it its last.
        if (!line.Text.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase)) _open.AddRaw(line.Text);
    }

    private void Take()
    {
        if (_first is not { } first) return;
        var (text, isGarbled, isTooLong) = (_text.ToString(), _isGarbled, _isTooLong);
        _text.Clear();
        (_first, _isGarbled, _isTooLong) = (null, false, false);
        var number = first.Number.ToString(CultureInfo.InvariantCulture);
        if (ContentLine.Of(text, first) is not { } property) Odd(first, $"line {number} is no property: '{Printable.Short(text, 60)}'");
        else if (property.Name == "BEGIN") Begin(property);
        else if (property.Name == "END") End(property);
        else
        {
            if (isGarbled) _open.Doubts.Add($"{property.Name} in line {number} holds bytes that are no text in UTF-8");
            if (isTooLong) _open.Doubts.Add($"{property.Name} in line {number} is longer than {TextLines.LongestLine >> 20} MiB and was cut");
            _open.Properties.Add(property);
        }
    }

    private void Begin(ContentLine property)
    {
        var name = property.Value.Trim().ToUpperInvariant();
        if (name == "VCALENDAR") Leave(_file);
        else if (InCalendars.Contains(name, StringComparer.Ordinal))
            for (var up = _open; up is not null; up = up.Parent)
                if (up.Name == "VCALENDAR") Leave(up);
        var component = new Component(name, property.First.Place, _open);
        component.AddRaw(property.First.Text);
        _open = component;
    }

    private void End(ContentLine property)
    {
        var name = property.Value.Trim().ToUpperInvariant();
        for (var up = _open; up != _file; up = up.Parent!)
        {
            if (up.Name != name) continue;
            Leave(up);
            Close(isEnded: true);
            return;
        }
        Odd(property.First, $"'{Printable.Short(property.Value, 40)}' ends here and has not begun");
    }

    private void Leave(Component until)
    {
        while (_open != until) Close(isEnded: false);
    }

    private void Close(bool isEnded)
    {
        var component = _open;
        _open = component.Parent!;
        if (isEnded || component.Name == "VCALENDAR") _open.Parts.Add(component);
        else _flaws.AddRange(RowOutcome.Bad($"the {component.Name} has no end", $"Another begins or something around it ends before END:{component.Name}; it was left out.").At(file, component.Place, component.Raw));
    }

    private void Odd(TextLine line, string message)
    {
        if (_open.Name == "VEVENT") _open.Doubts.Add(message);
        else if (_open.Name is "" or "VCALENDAR") _flaws.AddRange(RowOutcome.Bad(message).At(file, line.Place, line.Text));
    }
}
