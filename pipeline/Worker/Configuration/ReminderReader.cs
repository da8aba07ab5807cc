using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Configuration;

/// <summary>What somebody wants to be reminded of, and how.</summary>
public sealed record WantedReminders(ReminderWish Wish, Mailbox To, ReportStyle Style);

/// <summary>Reads who is reminded of what.</summary>
/// <param name="wrong">Makes the error: what is wrong, and the way out.</param>
/// <param name="standard">Who is reminded where nobody is named.</param>
internal sealed class ReminderReader(Func<string, string, SettingsException> wrong, Mailbox standard, Func<SettingsFile.ReportSettings, ReportStyle> style)
{
    public List<WantedReminders> Read(IReadOnlyList<SettingsFile.ReminderFile> files)
    {
        if (files.Count == 0) return [];
        var all = files.Select(Read).ToList();
        if (all.GroupBy(r => (r.Wish.Kind, To: r.To.Address.ToLowerInvariant())).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
            throw wrong($"two reminders '{twice.Kind}' are for {twice.To}", "Each is told once of the same: leave one out, or name another To.");
        return all;
    }

    private WantedReminders Read(SettingsFile.ReminderFile file)
    {
        var kind = AllReminders.Of(file.Kind) ?? throw wrong($"'{file.Kind}' is no kind of reminder", Nearest.Hint(file.Kind, AllReminders.InOrder.Select(k => k.Name)));
        foreach (var (key, said) in new[] { ("LessThan", file.LessThan), ("Days", file.Days) })
            if (said is not null && !kind.Settings.Contains(key)) throw wrong($"'{kind.Name}' knows no {key}", $"It is for {string.Join(", ", AllReminders.InOrder.Where(k => k.Settings.Contains(key)).Select(k => k.Name))}: leave it out.");
        var wish = new ReminderWish(kind.Name, At(file.At)) { Zone = Zone(file.Zone), Days = Days(file.Days) };
        return new WantedReminders(file.LessThan is { } length ? wish with { LessThan = Length(length) } : wish,
            file.To is null ? standard : Mailbox.TryParse(file.To) ?? throw wrong($"'{file.To}' is no address", "Write name@example.org, or Name <name@example.org>."),
            style(new SettingsFile.ReportSettings(file.Language, file.Hours)));
    }

    private LocalTime At(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } at ? at.Value : throw wrong($"'{text}' is no clock time", "Write it like 16:00.");

    private DateTimeZone? Zone(string? name) => name is null ? null
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? throw wrong($"'{name}' is not a zone", "They are named as in the IANA database, such as Europe/Berlin.");

    private IReadOnlyList<IsoDayOfWeek>? Days(string? text) => text is null ? null : WeekdayText.List(text) ?? throw wrong($"'{text}' is no list of days", "Write them like mon-fri or mon,tue,thu.");

    private long Length(string text) => LengthText.TryParse(text, LengthUnit.Hours, null, out var micros) && micros is > 0 and <= 24 * Micros.PerHour ? micros
        : throw wrong($"'{text}' is not a length within a day", "Lengths are written 0:30.");
}
