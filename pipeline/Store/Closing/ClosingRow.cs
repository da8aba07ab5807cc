using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Store;

/// <summary>What a row of the chain is.</summary>
public enum ClosingKind { Day, Week, Reopen }

/// <summary>The sums a day or week was closed with, microseconds.</summary>
/// <param name="Balance">When it has ended.</param>
/// <param name="Carried">What is left then of what was carried into the year.</param>
/// <param name="Counted">Of a day: what counted as worked then.</param>
public sealed record ClosingSums(long Planned, long Should, long Worked, long Credited, long Adjusted, long Balance, long Carried, long Counted);

/// <summary>A link of the chain that is to be made.</summary>
/// <param name="MadeAt">The clock when it was made, microseconds; nothing depends on it.</param>
/// <param name="Sums">Null of a reopening.</param>
/// <param name="Body">JSON: rules, terms and addends of a day; the reason of a reopening.</param>
/// <param name="Inputs">Hash of what it was worked out from; empty of a reopening.</param>
public sealed record NewClosing(ClosingKind Kind, LocalDate First, LocalDate Last, long MadeAt, ClosingSums? Sums, string Body, byte[] Inputs)
{
    /// <summary>What it books of the late time of days closed before, microseconds by date.</summary>
    public IReadOnlyList<(LocalDate Date, long Micros)> Late { get; init; } = [];

    /// <summary>Of all of it and of the link before: SHA-256 of a text that says each field.</summary>
    internal byte[] HashAfter(ReadOnlySpan<byte> previous)
    {
        var text = new StringBuilder("closing/1\n").Append(Convert.ToHexStringLower(previous)).Append('\n').Append(Kind).Append('\n')
            .Append(Period.Iso(First)).Append('\n').Append(Period.Iso(Last)).Append('\n').Append(MadeAt.ToString(CultureInfo.InvariantCulture)).Append('\n');
        if (Sums is { } sums)
            foreach (var sum in (ReadOnlySpan<long>)[sums.Planned, sums.Should, sums.Worked, sums.Credited, sums.Adjusted, sums.Balance, sums.Carried, sums.Counted])
                text.Append(sum.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var (date, micros) in Late) text.Append(CultureInfo.InvariantCulture, $"late {Period.Iso(date)} {micros}\n");
        text.Append(Convert.ToHexStringLower(Inputs)).Append('\n').Append(Body);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>A link of the chain.</summary>
/// <param name="ReopenedBy">The link that has taken it back, or null.</param>
public sealed record ClosingRow(long Id, NewClosing Said, byte[] Previous, byte[] Hash, long? ReopenedBy);
