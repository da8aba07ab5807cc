namespace Daybook.Reports;

/// <summary>A pure function from what the ledger holds to a file that another program reads: the same slice gives the same text.</summary>
public interface IExport
{
    /// <summary>What is handed out: <c>entries</c>, <c>days</c>, <c>weeks</c>, <c>payroll</c>.</summary>
    string What { get; }

    /// <summary>Whose format it is: <c>wotra</c>.</summary>
    string As { get; }

    /// <summary>It is made from the days of the account, else from entries.</summary>
    bool IsOfAccount => false;

    ExportedFile Write(ExportSlice slice);
}
