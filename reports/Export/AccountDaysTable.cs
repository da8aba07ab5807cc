namespace Daybook.Reports;

/// <summary>The days of the account, each column in microseconds: <c>planned_us</c> to <c>balance_us</c>, which is that at its end.</summary>
internal sealed class AccountDaysTable : IExport
{
    public string What => "days";

    public string As => "daybook";

    public bool IsOfAccount => true;

    public ExportedFile Write(ExportSlice slice)
    {
        var table = new CsvLines("day,planned_us,should_us,worked_us,credited_us,adjusted_us,delta_us,balance_us,closed,off", "\n");
        foreach (var day in slice.Account!.Days)
            table.Add(Model.Period.Iso(day.Date), day.Planned, day.Should, day.Worked, day.Credited, day.Adjusted, day.Delta, day.Closing,
                day.IsClosed ? "true" : "false", string.Join("; ", day.Marks.Select(m => m.Name)));
        return table.ToFile(new ExportRemarks());
    }
}
