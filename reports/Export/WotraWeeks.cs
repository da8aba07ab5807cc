using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Wotra's <c>weeks.csv</c>: the weeks of the account that are closed, with their signed difference.</summary>
internal sealed class WotraWeeks : IExport
{
    public string What => "weeks";

    public string As => "wotra";

    public bool IsOfAccount => true;

    public ExportedFile Write(ExportSlice slice)
    {
        var remarks = new ExportRemarks();
        var table = new CsvLines("week_key,expected_ms,worked_ms,delta_ms,closed_at", "\n");
        foreach (var week in slice.Account!.Weeks)
        {
            if (!week.IsClosed)
            {
                remarks.LeftOut("weeks that are not closed");
                continue;
            }
            if (week.From.DayOfWeek != IsoDayOfWeek.Monday || week.To != week.From.PlusDays(6))
            {
                remarks.LeftOut("weeks that do not run from Monday to Sunday, which have no name in Wotra");
                continue;
            }
            var days = slice.Account.In(week.From, week.To).ToList();
            var (expected, worked) = (days.Sum(WotraAccount.Expected), days.Sum(WotraAccount.Worked));
            remarks.NotCarried("corrections and opening balances, which Wotra keeps beside its weeks", days.Exists(d => WotraAccount.Beside(d) != 0));
            table.Add(Model.Period.Containing(PeriodKind.Week, week.From).Name, expected, worked, worked - expected + days.Sum(WotraAccount.Within), "");
        }
        return table.ToFile(remarks);
    }
}
