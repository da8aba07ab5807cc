using Daybook.Importers.Absences;
using Daybook.Importers.ActivityWatch;
using Daybook.Importers.Calendar;
using Daybook.Importers.ClaudeTracker;
using Daybook.Importers.Clockify;
using Daybook.Importers.Daybook;
using Daybook.Importers.Eztracker;
using Daybook.Importers.Hackatime;
using Daybook.Importers.Klog;
using Daybook.Importers.Mapped;
using Daybook.Importers.Solidtime;
using Daybook.Importers.Timeclock;
using Daybook.Importers.Timedot;
using Daybook.Importers.TimeTracker;
using Daybook.Importers.Timewarrior;
using Daybook.Importers.Toggl;
using Daybook.Importers.Wakapi;
using Daybook.Importers.WakaTime;
using Daybook.Importers.Watson;
using Daybook.Importers.WorkTime;
using Daybook.Importers.Wotra;

namespace Daybook.Importers;

/// <summary>Every importer, in the order they are asked. A new one is one line here.</summary>
public static class AllImporters
{
    public static IReadOnlyList<IImporter> InOrder { get; } =
    [
        new WakaTimeImporter(),
        new DaybookImporter(),
        new WotraImporter(),
        new ClaudeTrackerImporter(),
        new WorkTimeImporter(),
        new WakapiImporter(),
        new HackatimeImporter(),
        new EztrackerImporter(),
        new TimeTrackerImporter(),
        new KlogImporter(),
        new TimeclockImporter(),
        new TimedotImporter(),
        new TimewarriorImporter(),
        new WatsonImporter(),
        new ActivityWatchImporter(),
        new CalendarImporter(),
        new SolidtimeImporter(),
        new TogglImporter(),
        new ClockifyImporter(),
        new AbsencesImporter(),
        .. Mappings.Shipped.Select(mapping => new MappedImporter(mapping)),
    ];

    /// <summary>With mappings of the person's own behind them.</summary>
    public static IReadOnlyList<IImporter> With(IEnumerable<Mapping> mappings) => [.. InOrder, .. mappings.Select(mapping => new MappedImporter(mapping))];

    /// <summary>The names of the sources they read, each once.</summary>
    public static IEnumerable<string> Sources => InOrder.Select(i => i.Name).Distinct(StringComparer.Ordinal);
}
