using Daybook.Rules;
using static Daybook.Tests.Rules.Sold;

namespace Daybook.Tests.Rules;

/// <summary>What there is now less what stands on invoices, day by day.</summary>
public sealed class UnbilledTests
{
    // what is sold; what was billed; what is left
    [Theory]
    [InlineData("2026-06-01 Acme api 2:00 80", "", "2026-06-01 Acme api 2:00 80")]
    [InlineData("2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api 2:00 80", "")]
    [InlineData("2026-06-01 Acme api 2:30 80", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api 0:30 80")] // late time, by as much as it is more
    [InlineData("2026-06-01 Acme api 2:00 80; 2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api 2:00 80", "2026-06-02 Acme api 1:00 80")]
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -1:00 80; 2026-06-02 Acme api 1:00 80")] // deleted since: another day's time makes nothing good
    [InlineData("2026-06-04 Acme api 1:00 90; 2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -2:00 80; 2026-06-02 Acme api 1:00 80; 2026-06-04 Acme api 1:00 90")] // at what it was billed
    [InlineData("", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -2:00 80")] // whatever is known of it now
    [InlineData("2026-06-01 Acme api 2:00 x", "", "")] // what is not sold is never billed
    [InlineData("2026-06-01 Acme api 2:00 x; 2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api 2:00 80; 2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api -2:00 80")] // nor is it any more
    [InlineData("2026-06-01 Acme api 2:00 -", "", "2026-06-01 Acme api 2:00 -")] // sold, and nobody says for how much
    [InlineData("", "2026-06-01 Acme api 2:00 -", "2026-06-01 Acme api -2:00 -")] // billed at no rate
    [InlineData("2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -1:00 80")] // the rate has changed since
    [InlineData("2026-06-01 Acme api 3:00 90", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api 1:00 90")]
    // Several invoices.
    [InlineData("2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 0:30 80", "2026-06-01 Acme api 0:30 80")]
    [InlineData("2026-06-01 Acme api 1:00 80", "2026-06-01 Acme api 2:00 80; 2026-06-01 Acme api -1:00 80", "")] // what was too much was given back
    [InlineData("2026-06-01 Acme api 1:30 80", "2026-06-01 Acme api 2:00 80; 2026-06-01 Acme api -1:00 80", "2026-06-01 Acme api 0:30 80")]
    [InlineData("2026-06-01 Acme api 1:00 80", "2026-06-01 Acme api -1:00 80", "2026-06-01 Acme api 2:00 80")] // given back of an invoice that was dropped
    [InlineData("2026-06-02 Acme api 1:00 80", "2026-06-01 Acme api -1:00 80", "2026-06-01 Acme api 1:00 80; 2026-06-02 Acme api 1:00 80")]
    // Tasks and projects.
    [InlineData("2026-06-01 Acme api/a 1:00 80; 2026-06-01 Acme api/b 1:00 80", "2026-06-01 Acme api/b 1:00 80", "2026-06-01 Acme api/a 1:00 80")]
    [InlineData("2026-06-01 Acme api/new 2:00 80", "2026-06-01 Acme api/old 1:30 80", "2026-06-01 Acme api/new 0:30 80")] // called otherwise since
    [InlineData("2026-06-01 Acme api/new 1:00 80; 2026-06-01 Acme api 1:00 80", "2026-06-01 Acme api/old 1:00 80; 2026-06-01 Acme api 1:00 80", "")] // first what is called the same
    [InlineData("2026-06-01 Acme web 2:00 80", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -2:00 80; 2026-06-01 Acme web 2:00 80")] // another project is another
    // Clients.
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-01 Bolt api 1:00 70", "2026-06-01 Acme api 1:00 80", "2026-06-01 Bolt api 1:00 70")]
    [InlineData("2026-06-01 Acme-Ltd api 2:00 80", "2026-06-01 Acme api 1:30 80", "2026-06-01 Acme-Ltd api 0:30 80")] // called otherwise since
    [InlineData("2026-06-01 Acme-Ltd api 1:00 80", "2026-06-01 Acme api 1:30 80", "2026-06-01 Acme api -0:30 80")] // and less
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-01 Bolt api 1:00 70", "2026-06-01 Acme api 2:00 80", "2026-06-01 Acme api -1:00 80; 2026-06-01 Bolt api 1:00 70")] // one's deleted time is not the other's
    [InlineData("2026-06-02 Acme api 1:00 80; 2026-06-01 Bolt api 1:00 70", "2026-06-01 Acme api 1:00 80", "2026-06-01 Acme api -1:00 80; 2026-06-01 Bolt api 1:00 70; 2026-06-02 Acme api 1:00 80")] // moved to another client
    // At two rates on a day: what was billed is first of its own.
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 90", "")]
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 1:00 80")]
    [InlineData("2026-06-01 Acme api 1:30 80; 2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 90", "2026-06-01 Acme api 0:30 80")]
    [InlineData("2026-06-01 Acme api 1:00 80; 2026-06-01 Acme api 1:00 90 CHF", "2026-06-01 Acme api 1:00 90 CHF; 2026-06-01 Acme api 1:00 80", "")]
    public void Unbilled(string sold, string billed, string left)
    {
        for (var seed = 0; seed < 6; seed++) Show(Sales.Unbilled(Shuffled(Times(sold), seed), Shuffled(Billed(billed), seed))).ShouldBe(left);
    }
}
