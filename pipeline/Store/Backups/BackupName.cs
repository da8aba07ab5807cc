using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Store;

/// <summary>
/// What a backup in a folder of backups is called: <c>daybook.20261121T080000Z.schema-10.5f1c0a9be2d34477.db</c>. The last part is the
/// beginning of the SHA-256 of its bytes, so that a bit that turns over years later is noticed, where SQLite itself would not.
/// </summary>
/// <param name="Ledger">The ledger's file name without its extension.</param>
/// <param name="At">To the second.</param>
/// <param name="Digest">Sixteen digits; null where it has not ended.</param>
public sealed partial record BackupName(string Ledger, Instant At, int Schema, string? Digest)
{
    private const int Digits = 16;

    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ledger}.{Stamp.Format(At)}.schema-{Schema}{(Digest is null ? $".db{Unfinished}" : $".{Digest}.db")}");

    /// <summary>What the name of a file ends in that is not whole yet.</summary>
    public const string Unfinished = ".tmp";

    public static string LedgerOf(string path) => Path.GetFileNameWithoutExtension(path);

    public static string DigestOf(byte[] sha256) => Convert.ToHexStringLower(sha256)[..Digits];

    /// <summary>Null for a name that is none of a backup's, finished or not.</summary>
    public static BackupName? Parse(string fileName)
    {
        if (Pattern().Match(fileName) is not { Success: true } match || Stamp.Parse(match.Groups[2].Value) is not { Success: true } at) return null;
        return new BackupName(match.Groups[1].Value, at.Value, int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture), match.Groups[4] is { Success: true } digest ? digest.Value : null);
    }

    [GeneratedRegex(@"\A(.+)\.(\d{8}T\d{6}Z)\.schema-(\d{1,6})(?:\.([0-9a-f]{16})\.db|\.db\.tmp)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
