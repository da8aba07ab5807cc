using NodaTime;

namespace Daybook.Store;

/// <summary>Dates as the ledger keeps them: days since 1970-01-01.</summary>
internal static class Days
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static int From(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate ToDate(long days) => Epoch.PlusDays((int)days);
}
