namespace Daybook.Reports;

/// <summary>Wotra's <c>days.csv</c>: the days of the account that are closed.</summary>
internal sealed class WotraDays : IExport
{
    public string What => "days";

    public string As => "wotra";

    public bool IsOfAccount => true;

    public ExportedFile Write(ExportSlice slice)
    {
        var remarks = new ExportRemarks();
        var table = new CsvLines("day_key,worked_ms,kind,closed_at", "\n");
        foreach (var day in slice.Account!.Days)
        {
            if (!day.IsClosed)
            {
                remarks.LeftOut("days that are not closed");
                continue;
            }
            var kind = WotraAccount.Kind(day);
            remarks.Changed("days off of a kind that Wotra does not know are days of work", kind is null);
            remarks.Changed("of a day with several kinds of time off the first stands", day.Marks.Select(m => m.Kind).Distinct().Count() > 1);
            table.Add(Model.Period.Iso(day.Date), WotraAccount.Worked(day), kind ?? "work", "");
        }
        return table.ToFile(remarks);
    }
}
