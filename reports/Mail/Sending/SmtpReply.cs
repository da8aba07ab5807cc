namespace Daybook.Reports;

/// <summary>What a server said to one command.</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="Lines">Without the code, as they came.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int MostShown = 200;

    public bool IsGood => Code is >= 200 and < 300;

    public bool IsLater => Code is >= 400 and < 500;

    public bool IsNever => Code >= 500;

    /// <summary>The server wants to know who sends, or does not believe it.</summary>
    public bool IsOfLogin => Code is 530 or 534 or 535 or 538;

    /// <summary>Parameters of an extension that EHLO names, in capitals, or null where it does not.</summary>
    public IReadOnlyList<string>? Extension(string keyword)
    {
        foreach (var line in Lines.Skip(1))
        {
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase)) return [.. words.Skip(1).Select(w => w.ToUpperInvariant())];
        }
        return null;
    }

    /// <summary>For a person.</summary>
    public override string ToString()
    {
        var text = $"{Code} {string.Join(' ', Lines.Select(l => l.Trim()).Where(l => l.Length > 0))}".Trim();
        return text.Length <= MostShown ? text : $"{text[..(MostShown - 1)]}…";
    }
}
