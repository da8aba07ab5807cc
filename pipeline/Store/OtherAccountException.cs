namespace Daybook.Store;

/// <summary>A file is of another account than the source it was to be taken into; nothing of it was.</summary>
public sealed class OtherAccountException(string source, string bound, string account)
    : Exception($"the file is of account {account}, but the source '{source}' holds account {bound}")
{
    /// <summary>The file's own account.</summary>
    public string Account { get; } = account;
}
