using System.Text.RegularExpressions;
using Daybook.Importers.Lines;
using Daybook.Model;

namespace Daybook.Importers.Timedot;

/// <summary>A line of time under a date: account, amount, comment, any of them perhaps "".</summary>
internal sealed partial record TimedotLine(string Account, string Amount, string Comment, Place Place, string Raw, bool IsGarbled)
{
    [GeneratedRegex(@"^\*+[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    // What klog has in its place: a length or a time under a date.
    [GeneratedRegex(@"^\s+[<+-]?[0-9]+(?:[hm]|:[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Klog();

    public static TimedotLine Of(TextLine line)
    {
        var text = Heading().Replace(line.Text, "");
        var account = LedgerText.TakeAccount(ref text);
        var comment = LedgerText.TakeComment(ref text);
        return new TimedotLine(account, text, comment, line.Place, line.Text, line.IsGarbled);
    }

    public TimedotLine With(TextLine more) => this with { Comment = LedgerText.Join(Comment, more.Text), Raw = $"{Raw}\n{more.Text}", IsGarbled = IsGarbled || more.IsGarbled };

    /// <summary>Whether the line cannot well be of anything but timedot. Indented accounts with bare numbers are a journal's.</summary>
    public static bool IsSure(string line)
    {
        var (account, amount) = Parts(line);
        if (account.Length == 0 || amount.Length == 0) return false;
        var isBare = char.IsAsciiDigit(amount[^1]);
        return TimedotAmount.IsPlain(amount) ? !isBare || !char.IsWhiteSpace(line[0]) : TimedotAmount.IsLetters(amount) && account.Contains(':') && !account.Contains(' ');
    }

    public static bool IsOfKlog(string line) => Klog().IsMatch(line);

    private static (string Account, string Amount) Parts(string line)
    {
        var parsed = Of(new TextLine(0, 0, line, false, true));
        return (parsed.Account, parsed.Amount);
    }
}
