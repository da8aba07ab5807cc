using Daybook.Model;
using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Reports;

/// <summary>TimeTracker's payroll export: hours of ISO weeks, of sums of lengths, an entry counted where it starts.</summary>
internal sealed class TimeTrackerPayroll : IExport
{
    public string What => "payroll";

    public string As => "timetracker";

    public ExportedFile Write(ExportSlice slice)
    {
        var table = new CsvLines("user_id,username,week_year,week_number,period_start,period_end,hours,billable_hours,non_billable_hours", "\r\n");
        var weeks = slice.Entries.GroupBy(e => Model.Period.Containing(PeriodKind.Week, DayOf(e.Entry, slice.Cut)));
        foreach (var week in weeks.OrderBy(w => w.Key.From))
        {
            // TimeTracker knows no entry that is neither: one is billable unless somebody has said otherwise.
            var (all, not) = (week.Sum(e => e.Length), week.Where(e => e.Entry.Work.IsBillable == false).Sum(e => e.Length));
            table.Add(slice.Number, slice.Person, WeekYearRules.Iso.GetWeekYear(week.Key.From), WeekYearRules.Iso.GetWeekOfWeekYear(week.Key.From),
                Model.Period.Iso(week.Key.From), Model.Period.Iso(week.Key.To), PythonHours.Of(all), PythonHours.Of(all - not), PythonHours.Of(not));
        }
        return table.ToFile(new ExportRemarks());
    }

    private static LocalDate DayOf(TimeEntry entry, DayCut cut) => entry.Time switch
    {
        EntryTime.Interval interval => cut.DayOf(interval.Start),
        EntryTime.OnDate { Date: var date } => date,
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };
}
