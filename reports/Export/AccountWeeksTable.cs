namespace Daybook.Reports;

/// <summary>The weeks of the account: the sums of their days, in microseconds. A week that reaches beyond the days has those there are.</summary>
internal sealed class AccountWeeksTable : IExport
{
    public string What => "weeks";

    public string As => "daybook";

    public bool IsOfAccount => true;

    public ExportedFile Write(ExportSlice slice)
    {
        var table = new CsvLines("first_day,last_day,planned_us,should_us,worked_us,credited_us,adjusted_us,delta_us,balance_us,closed", "\n");
        foreach (var week in slice.Account!.Weeks)
        {
            var days = slice.Account.In(week.From, week.To).ToList();
            if (days.Count == 0) continue;
            table.Add(Model.Period.Iso(week.From), Model.Period.Iso(week.To), days.Sum(d => d.Planned), days.Sum(d => d.Should), days.Sum(d => d.Worked),
                days.Sum(d => d.Credited), days.Sum(d => d.Adjusted), days.Sum(d => d.Delta), days[^1].Closing, week.IsClosed ? "true" : "false");
        }
        return table.ToFile(new ExportRemarks());
    }
}
