using System.Globalization;
using System.Text;

namespace Daybook.Importers.Databases;

/// <summary>Walks through one statement of a dump, word by word.</summary>
internal sealed class SqlWords(string text)
{
    private const int DeepestCall = 8;
    private static readonly string[] NoColumns = ["primary", "unique", "check", "foreign", "constraint"];

    private int _at;

    /// <summary>Characters passed so far.</summary>
    public int At => _at;

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at >= text.Length;
        }
    }

    /// <summary>Passes over the word or mark if it stands next.</summary>
    public bool TryPass(string word)
    {
        SkipSpace();
        if (string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        var end = _at + word.Length;
        if (char.IsLetter(word[0]) && end < text.Length && IsWord(text[end])) return false;
        _at = end;
        return true;
    }

    /// <summary>Passes over the words before this one and over it, if it comes before any mark.</summary>
    public bool SeekPast(string word)
    {
        var before = _at;
        while (!TryPass(word))
        {
            var start = _at;
            while (_at < text.Length && IsWord(text[_at])) _at++;
            if (_at > start) continue;
            _at = before;
            return false;
        }
        return true;
    }

    /// <summary>A name, quoted or not; null where none stands next.</summary>
    public string? TakeName()
    {
        SkipSpace();
        if (_at >= text.Length) return null;
        var close = text[_at] switch { '"' => '"', '`' => '`', '[' => ']', '\'' => '\'', _ => '\0' };
        if (close != '\0') return TakeQuoted(close);
        var start = _at;
        while (_at < text.Length && IsWord(text[_at])) _at++;
        return _at > start ? text[start.._at] : null;
    }

    /// <summary>Names in brackets, or null where no bracket stands next.</summary>
    public IReadOnlyList<string>? TakeNames()
    {
        if (!TryPass("(")) return null;
        var names = new List<string>();
        do
            if (TakeName() is { } name) names.Add(name);
        while (TryPass(","));
        return TryPass(")") ? names : null;
    }

    /// <summary>The names of the columns that a table is made with, or null.</summary>
    public IReadOnlyList<string>? TakeColumns()
    {
        if (!TryPass("(")) return null;
        var names = new List<string>();
        do
        {
            if (TakeName() is { } name && !NoColumns.Contains(name, StringComparer.OrdinalIgnoreCase)) names.Add(name);
        }
        while (PassDefinition());
        return names;
    }

    /// <summary>The values of one row in brackets, or null where they make no sense.</summary>
    public IReadOnlyList<Cell>? TakeTuple()
    {
        if (!TryPass("(")) return null;
        var cells = new List<Cell>();
        do
        {
            if (TakeValue(0) is not { } cell) return null;
            cells.Add(cell);
        }
        while (TryPass(","));
        return TryPass(")") ? cells : null;
    }

    // A dump writes line breaks as replace('a\nb','\n',char(10)).
    private Cell? TakeValue(int depth)
    {
        SkipSpace();
        if (_at >= text.Length || depth > DeepestCall) return null;
        if (text[_at] == '\'') return TakeQuoted('\'') is { } quoted ? new Cell(quoted) : null;
        if (TryPass("null")) return default(Cell);
        if (TryPass("replace"))
        {
            if (!TryPass("(") || TakeValue(depth + 1) is not { Text: { } whole } || !TryPass(",") || TakeValue(depth + 1) is not { Text: { Length: > 0 } old }
                || !TryPass(",") || TakeValue(depth + 1) is not { Text: { } made } || !TryPass(")")) return null;
            return new Cell(whole.Replace(old, made, StringComparison.Ordinal));
        }
        if (TryPass("char"))
        {
            if (!TryPass("(") || TakeValue(depth + 1) is not { Text: { } code } || !TryPass(")")) return null;
            return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var rune) && Rune.IsValid(rune) ? new Cell(new Rune(rune).ToString()) : null;
        }
        var start = _at;
        if (text[_at] is 'x' or 'X' && _at + 1 < text.Length && text[_at + 1] == '\'')
        {
            _at++;
            return TakeQuoted('\'') is { } hex ? new Cell(hex) : null;
        }
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or '.')) _at++;
        var number = text[start.._at];
        return RowReader.TryNumber(number, out var value) ? new Cell(value.ToString(CultureInfo.InvariantCulture), IsRaw: true) : null;
    }

    private string? TakeQuoted(char close)
    {
        var taken = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != close)
            {
                taken.Append(text[_at]);
                continue;
            }
            if (_at + 1 >= text.Length || text[_at + 1] != close)
            {
                _at++;
                return taken.ToString();
            }
            taken.Append(text[_at++]);
        }
        return null;
    }

    /// <summary>To the next column's name; false at the end of the list.</summary>
    private bool PassDefinition()
    {
        for (var depth = 0; _at < text.Length;)
        {
            var c = text[_at];
            if (c is '\'' or '"' or '`')
            {
                TakeQuoted(c);
                continue;
            }
            _at++;
            if (c == '(') depth++;
            else if (c == ')' && depth-- == 0) return false;
            else if (c == ',' && depth == 0) return true;
        }
        return false;
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at])) _at++;
            else if (string.CompareOrdinal(text, _at, "--", 0, 2) == 0) _at = text.IndexOf('\n', _at) is var end && end < 0 ? text.Length : end;
            else return;
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
