using System.Text;

namespace Daybook.Worker.Completing;

/// <summary>A command line up to the cursor, as Bash or PowerShell cuts it into words.</summary>
/// <param name="Before">The words before the one with the cursor, without the program's name, unquoted.</param>
/// <param name="Current">The word with the cursor, unquoted; empty after a blank.</param>
/// <param name="Quote">The quote that is open, or NUL.</param>
/// <param name="Kept">How much of <see cref="Current"/> stays on the line whatever is chosen: Bash replaces only what comes after.</param>
/// <param name="IsOdd">The quote opens in the middle of what would be replaced: better nothing than something wrong.</param>
internal sealed record TypedLine(IReadOnlyList<string> Before, string Current, char Quote, int Kept, bool IsOdd)
{
    // Of COMP_WORDBREAKS those that may stand in a word.
    private const string Breaks = "=:@";

    public static TypedLine OfBash(string line) => new Splitting(line, '\\', isBash: true).Split();

    public static TypedLine OfPowerShell(string line) => new Splitting(line, '`', isBash: false).Split();

    private sealed class Splitting(string line, char escape, bool isBash)
    {
        private readonly List<string> _words = [];
        private readonly StringBuilder _word = new();
        private bool _isWord, _isOdd;
        private char _quote;
        private int _kept;

        public TypedLine Split()
        {
            for (var i = 0; i < line.Length; i++) i += Take(line[i], i + 1 < line.Length ? line[i + 1] : '\0');
            return new TypedLine([.. _words.Skip(1)], _word.ToString(), _quote, _kept, _isOdd);
        }

        /// <returns>How many signs after it were taken as well.</returns>
        private int Take(char c, char next)
        {
            if (_quote == '\0' && c is ' ' or '\t' or '\n') End();
            else if (_quote == '\0' && c is '\'' or '"') Open(c);
            else if (_quote != '\0' && c == _quote && !isBash && next == _quote) return Add(next);
            else if (_quote != '\0' && c == _quote) _quote = '\0';
            else if (c == escape && _quote != '\'' && next != '\0' && (_quote == '\0' || !isBash || next is '\\' or '"' or '$' or '`')) return Add(next);
            else
            {
                _ = Add(c);
                if (isBash && _quote == '\0' && Breaks.Contains(c)) _kept = _word.Length;
            }
            return 0;
        }

        private int Add(char c)
        {
            _isWord = true;
            _word.Append(c);
            return 1;
        }

        private void Open(char quote)
        {
            (_isWord, _quote) = (true, quote);
            _isOdd |= isBash && _word.Length > _kept;
        }

        private void End()
        {
            if (_isWord) _words.Add(_word.ToString());
            _word.Clear();
            (_isWord, _isOdd, _kept) = (false, false, 0);
        }
    }
}
