namespace Daybook.Importers.Tables;

/// <summary>
/// A delimited file that can be read more than once: what cannot be opened again is kept in a file of its own meanwhile,
/// which goes when it is closed.
/// </summary>
public sealed class OpenedTable : IDisposable
{
    private readonly FileStream? _kept;

    private OpenedTable(SourceFile file, FileStream? kept)
    {
        File = file;
        _kept = kept;
        Head = HeadOf(file);
    }

    public SourceFile File { get; }

    /// <summary>Null where there is no header with two columns at least.</summary>
    public TableHead? Head { get; }

    /// <exception cref="IOException">The medium fails.</exception>
    public static OpenedTable Of(SourceFile file)
    {
        if (file.CanReopen) return new OpenedTable(file, null);
        // Only the owner may read it: such a file is made with the narrowest mode.
        var kept = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            using (var stream = file.Open()) stream.CopyTo(kept);
            kept.Flush();
            return new OpenedTable(file with { Open = () => new FileStream(kept.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), CanReopen = true }, kept);
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    /// <summary>What the dates of all rows say of their order.</summary>
    public DateOrderEvidence Survey(IEnumerable<int> columns)
    {
        var dates = new DateOrderEvidence();
        using var table = new TableReader(File, Head!);
        table.Show([.. columns], (text, line) =>
        {
            dates.Add(FirstWord(text), line);
            return !dates.IsContradictory;
        });
        return dates;
    }

    public void Dispose() => _kept?.Dispose();

    private static TableHead? HeadOf(SourceFile file)
    {
        using var stream = file.Open();
        var bytes = new byte[SourceFile.HeadSize];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var head = TableHead.Of(bytes.AsSpan(0, length));
        if (head is not { Encoding: TableEncodings.Utf8, HasMark: false }) return head;
        // The start may be plain ASCII and the rest not.
        var carried = 0;
        while (length > 0)
        {
            var valid = TableEncodings.ValidPrefix(bytes.AsSpan(0, carried + length));
            if (valid < 0) return head with { Encoding = TableEncodings.Windows1252 };
            carried = carried + length - valid;
            bytes.AsSpan(valid, carried).CopyTo(bytes);
            length = stream.Read(bytes, carried, bytes.Length - carried);
        }
        return carried == 0 ? head : head with { Encoding = TableEncodings.Windows1252 };
    }

    private static ReadOnlySpan<char> FirstWord(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', 'T');
        return end < 0 ? text : text.AsSpan(0, end);
    }
}
