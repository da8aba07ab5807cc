using Daybook.Tests.StandIns.Wotra;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>Three days of work to pull from Wotra, one of them closed, a week's hours and a correction.</summary>
public abstract class AWotraOfThreeDays : IAsyncLifetime
{
    /// <summary>2026-08-31, a Monday, at 08:00 UTC, in milliseconds.</summary>
    protected const long Monday = 1_788_163_200_000, Hour = 3_600_000, Day = 24 * Hour;

    private protected AWotraPull Pull { get; private set; } = null!;

    private protected WotraStandIn Service => Pull.Service;

    public async ValueTask InitializeAsync()
    {
        Pull = await AWotraPull.New();
        Service.Setting("s1", "2026-08-01", 40, Monday - Day);
        for (var day = 0; day < 3; day++)
            Service.Entry($"e{day}", $"2026-{(day == 0 ? "08-31" : $"09-0{day}")}", Monday + (day * Day), Monday + (day * Day) + (8 * Hour), Monday + (day * Day) + (9 * Hour), "work");
        Service.CloseDay("2026-08-31", 8 * Hour, Monday + Day);
        Service.Adjust("a1", Hour, Monday);
    }

    public ValueTask DisposeAsync() => Pull.DisposeAsync();
}
