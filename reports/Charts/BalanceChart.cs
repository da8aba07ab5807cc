using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The balance at the end of each week or month, as a line about zero.</summary>
internal static class BalanceChart
{
    private const int Height = 140, Top = 10, Bottom = 116;

    public static Chart Of(IReadOnlyList<AccountPart> parts, ReportStyle style)
    {
        var balances = parts.Select(p => p.Printed.Closing / Micros.PerSecond).ToArray();
        var (least, most) = (parts.Min(p => p.Printed.Closing), parts.Max(p => p.Printed.Closing));
        var (low, high) = (Math.Min(0, balances.Min()), Math.Max(0, balances.Max()));
        var span = Math.Max(1, high - low);
        long X(int i) => parts.Count == 1 ? Plane.Width / 2 : (long)i * Plane.Width / (parts.Count - 1);
        long Y(long seconds) => Bottom - (seconds - low) * (Bottom - Top) / span;
        return new Chart(
            style.Words.Say("chart.balance", parts[0].Name, parts[^1].Name, style.Signed(parts[^1].Printed.Closing), style.Signed(least), style.Signed(most)),
            Plane.Width, Height)
        {
            Lines = [Plane.Line("axis", (0, Y(0)), (Plane.Width, Y(0))), Plane.Line("line", balances.Select((b, i) => (X(i), Y(b))))],
            Boxes = [.. balances.Select((b, i) => Plane.Box(Math.Clamp(X(i) - 3, 0, Plane.Width - 6), Y(b) - 3, 6, 6, b < 0 ? "below" : "c0", $"{parts[i].Name}: {style.Signed(parts[i].Printed.Closing)}"))],
            Labels = [Plane.Label(0, Height - 6, "start", parts[0].Name), Plane.Label(Plane.Width, Height - 6, "end", parts[^1].Name)],
        };
    }
}
