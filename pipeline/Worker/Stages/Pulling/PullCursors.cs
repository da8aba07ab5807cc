using System.Globalization;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>A window under way.</summary>
/// <param name="Prints">Of the pages that the first reading has had, in order.</param>
/// <param name="IsRead">Whether that was all of them.</param>
internal sealed record WindowState(PullWindow Window, IReadOnlyList<ContentHash> Prints, bool IsRead)
{
    /// <summary><c>2026-08-01/2026-09-01 read PRINT PRINT</c>; an open window has nothing behind the stroke.</summary>
    public string Text => string.Join(' ',
        [$"{Model.Period.Iso(Window.From)}/{(Window.To is { } to ? Model.Period.Iso(to) : "")}", IsRead ? "read" : "reading", .. Prints.Select(p => p.ToString())]);

    /// <summary>Null where the text is of another version.</summary>
    public static WindowState? Of(string? text)
    {
        if (text?.Split(' ') is not [var span, "read" or "reading", .. var prints] words || span.Split('/') is not [var from, var to]) return null;
        if (PullCursors.Date(from) is not { } first || (to.Length > 0 && PullCursors.Date(to) is null) || prints.Any(p => p.Length != 32 || !p.All(char.IsAsciiHexDigit))) return null;
        return new WindowState(new PullWindow(first, PullCursors.Date(to)), [.. prints.Select(p => ContentHash.Read(Convert.FromHexString(p)))], words[1] == "read");
    }
}

/// <summary>What is written down of how far a source has been pulled.</summary>
internal sealed class PullCursors(Ledger ledger, int source)
{
    private const string AccountName = "account", PulledName = "pulled", BackName = "back", WindowName = "window", AskedName = "asked", UntilName = "until", SettingsName = "settings", DumpName = "dump", VersionName = "version", OffsetName = "offset", ZoneName = "zone", Done = "done";

    /// <summary>User and workspace, which never change.</summary>
    public string? Account { get => Of(AccountName); set => Set(AccountName, value); }

    /// <summary>The day of the last pull that was whole.</summary>
    public LocalDate? Pulled { get => Date(Of(PulledName)); set => Set(PulledName, value is { } day ? Model.Period.Iso(day) : null); }

    /// <summary>From this day on everything was read; null before the first pull.</summary>
    public LocalDate? Back { get => Date(Of(BackName)); set => Set(BackName, value is { } day ? Model.Period.Iso(day) : null); }

    /// <summary>Everything before this day is known in another way than by reading it day by day; null where nothing is.</summary>
    public LocalDate? Until { get => Date(Of(UntilName)); set => Set(UntilName, value is { } day ? Model.Period.Iso(day) : null); }

    /// <summary>What was last taken in of the account's own settings.</summary>
    public string? Settings => Of(SettingsName);

    /// <summary>The export that the service is making.</summary>
    public string? Dump { get => Of(DumpName); set => Set(DumpName, value); }

    /// <summary>Everything was read.</summary>
    public bool IsDone => Of(BackName) == Done;

    public WindowState? Window { get => WindowState.Of(Of(WindowName)); set => Set(WindowName, value?.Text); }

    /// <summary>Of the service's log of changes: the last that was read.</summary>
    public long? Version
    {
        get => long.TryParse(Of(VersionName), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        set => Set(VersionName, value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>When requests were made, in seconds since the epoch.</summary>
    public IReadOnlyList<long> Asked
    {
        get => [.. (Of(AskedName) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0)];
        set => Set(AskedName, string.Join(' ', value.Select(s => s.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Of a list, how many of its rows an unfinished reading has passed.</summary>
    public int Offset(string list) => int.TryParse(Of($"{OffsetName} {list}"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;

    public void SetOffset(string list, int offset) => Set(WrittenOffset(list, offset).Name, offset == 0 ? null : WrittenOffset(list, offset).Value);

    public static (string Name, string? Value) WrittenOffset(string list, int offset) => ($"{OffsetName} {list}", offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>For a service whose times are local to a zone of its own: where that is another than it was, nothing counts as read.</summary>
    public void StartAnewIn(string zone)
    {
        if (Of(ZoneName) is { } known && known != zone) (Back, Window) = (null, null);
        Set(ZoneName, zone);
    }

    public void EverythingIsRead() => Set(BackName, Done);

    /// <summary>For what is written in the transaction of a page.</summary>
    public static (string Name, string? Value) Written(WindowState window) => (WindowName, window.Text);

    /// <summary>Likewise, that everything from a day on was read.</summary>
    public static (string Name, string? Value) ReadBackTo(LocalDate day) => (BackName, Model.Period.Iso(day));

    /// <summary>Likewise, what the account's own settings are.</summary>
    public static (string Name, string? Value) SettingsAre(string text) => (SettingsName, text);

    public static LocalDate? Date(string? text) => text is not null && Model.Period.TryParse(text, out var period) && period.Kind == PeriodKind.Day ? period.From : null;

    private string? Of(string name) => ledger.Cursors.Of(source, name);

    private void Set(string name, string? value) => ledger.Cursors.Set(source, name, value);
}
