using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Cuts days of the account to whole units so that rows and columns still add up as they are printed.</summary>
/// <remarks>
/// A balance is cut down, also below zero, and a difference is that of two printed balances. The columns of a row are cut
/// down too, and the units that its difference then lacks go one each to those columns of which most was cut so far. So
/// every figure is less than a unit off, what is whole stays as it is, nothing is never printed as something, and no column's
/// sum wanders off.
/// </remarks>
internal sealed class CrossFooted(long unit)
{
    /// <summary>What was cut so far of worked, credited, adjusted and minus should, and of planned.</summary>
    private readonly long[] _cut = new long[4];
    private long _cutOfPlanned;

    /// <summary>The day after the last one, in microseconds that are whole units.</summary>
    public AccountFigures Next(AccountDay day)
    {
        var (opening, closing) = (Floor(day.Opening), Floor(day.Closing));
        long[] units = [day.Worked, day.Credited, day.Adjusted, -day.Should];
        var rests = new long[units.Length];
        var missing = closing - opening;
        for (var i = 0; i < units.Length; i++)
        {
            var whole = Floor(units[i]);
            rests[i] = units[i] - whole * unit;
            _cut[i] += rests[i];
            units[i] = whole;
            missing -= whole;
        }
        for (; missing > 0; missing--)
        {
            var most = -1;
            for (var i = 0; i < units.Length; i++)
                if (rests[i] > 0 && (most < 0 || _cut[i] > _cut[most])) most = i;
            units[most]++;
            rests[most] = 0;
            _cut[most] -= unit;
        }
        return new(
            Planned(day, -units[3]) * unit, -units[3] * unit, units[0] * unit, units[1] * unit, units[2] * unit, opening * unit, closing * unit);
    }

    /// <summary>Beside the row's sum: as what should be worked where it is the same, else cut or not, whichever keeps the column's sum.</summary>
    private long Planned(AccountDay day, long should)
    {
        var planned = Floor(day.Planned);
        var rest = day.Planned - planned * unit;
        var isUp = day.Planned == day.Should ? should > planned : rest > 0 && 2 * (_cutOfPlanned + rest) > unit;
        if (isUp) planned++;
        _cutOfPlanned += day.Planned - planned * unit;
        return planned;
    }

    private long Floor(long micros) => micros / unit - (micros % unit < 0 ? 1 : 0);
}
