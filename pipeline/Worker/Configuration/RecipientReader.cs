using Daybook.Reports;
using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Configuration;

/// <summary>Reads who gets reports by mail.</summary>
/// <param name="wrong">Makes the error: what is wrong, and the way out.</param>
internal sealed class RecipientReader(Func<string, string, SettingsException> wrong, string person, Func<SettingsFile.ReportSettings, ReportStyle> style)
{
    public Recipient Read(SettingsFile.RecipientSettings file)
    {
        var to = Mailbox.TryParse(file.To) ?? throw wrong($"'{file.To}' is no address", "Write name@example.org, or Name <name@example.org>.");
        IReadOnlyList<string> reports = file.Reports ?? ["week"];
        if (reports.FirstOrDefault(r => AllReports.Of(r) is { Subject: ReportSubject.NameAndPeriod }) is { } named) throw wrong($"'{named}' is of one project or client, which nobody names here", "'projects' is of all of them.");
        if (reports.FirstOrDefault(r => AllReports.Of(r) is null) is { } unknown) throw wrong($"'{unknown}' is no report", $"There are {string.Join(", ", AllReports.InOrder.Select(r => r.Name))}.");
        if (file.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) throw wrong($"'{zone}' is not a zone", "They are named as in the IANA database, such as Europe/Berlin.");
        if (file.Sections?.FirstOrDefault(s => !AllSections.Has(s)) is { } noSection) throw wrong($"'{noSection}' is no section of a report", Nearest.Hint(noSection, AllSections.Names));
        if (file.Sections is { Count: 0 }) throw wrong($"{file.To} gets no section", "Leave Sections out for all of them.");
        var notBefore = LocalTime.Midnight;
        if (file.NotBefore is { } clock && !LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(clock).TryGetValue(LocalTime.Midnight, out notBefore)) throw wrong($"'{clock}' is no clock time", "Write it like 07:30.");
        return new Recipient(to, file.Person ?? person, reports, style(new SettingsFile.ReportSettings(file.Language, file.Hours)))
        {
            Sections = file.Sections,
            Redaction = Redaction(file),
            NotBefore = notBefore,
            Zone = file.Zone,
        };
    }

    // Who may see less must never see more by a slip of the pen.
    private Redaction Redaction(SettingsFile.RecipientSettings file)
    {
        IReadOnlyList<string> hidden = file.Hide ?? [];
        if (hidden.FirstOrDefault(h => !Rules.Redaction.Parts.Contains(h)) is { } unknown) throw wrong($"'{unknown}' is nothing that can be hidden", $"There are {string.Join(", ", Rules.Redaction.Parts)}.");
        var profile = file.Profile switch
        {
            null or "self" => Rules.Redaction.Self,
            "manager" => Rules.Redaction.Manager,
            "client" when file.Projects is { Count: > 0 } projects => Rules.Redaction.Client(projects),
            "client" => throw wrong("the profile 'client' needs Projects", "Name those that the client may see, as reports show them."),
            var other => throw wrong($"there is no profile '{other}'", "There are self, manager and client."),
        };
        return profile with { Hidden = [.. profile.Hidden.Union(hidden)], Projects = file.Projects ?? profile.Projects };
    }
}
