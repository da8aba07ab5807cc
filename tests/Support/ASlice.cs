using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Support;

/// <summary>Builds slices for tests of reports: every day empty until it is given something.</summary>
internal sealed class ASlice
{
    private readonly Period _period;
    private readonly Dictionary<LocalDate, DaySum> _days = [];
    private readonly List<ControlFigure> _controls = [];
    private IReadOnlyList<PeriodSum> _earlier = [];
    private LongestStretch? _longest;
    private Streak _streak;
    private string _person = "Ada Lovelace";
    private string _zone = "Europe/Berlin";

    private ASlice(string period)
    {
        Period.TryParse(period, out _period).ShouldBeTrue(period);
        foreach (var date in _period.Dates)
            _days[date] = new(date, DayBasis.None, Duration.FromHours(24), Duration.Zero, null, null, Duration.Zero, []);
    }

    public static ASlice Of(string period) => new(period);

    public static LocalDate Date(string iso) => new(int.Parse(iso[..4]), int.Parse(iso[5..7]), int.Parse(iso[8..]));

    /// <summary><c>7:30</c>, <c>7:30:12</c> or <c>7:30:12.000001</c>, also with a minus.</summary>
    public static Duration Length(string text)
    {
        var parts = text.TrimStart('-').Split(':', '.');
        var micros = long.Parse(parts[0]) * Micros.PerHour + long.Parse(parts[1]) * Micros.PerMinute
            + (parts.Length > 2 ? long.Parse(parts[2]) * Micros.PerSecond : 0)
            + (parts.Length > 3 ? long.Parse(parts[3].PadRight(6, '0')) : 0);
        return Micros.ToDuration(text.StartsWith('-') ? -micros : micros);
    }

    public ASlice Person(string name)
    {
        _person = name;
        return this;
    }

    public ASlice Zone(string name)
    {
        _zone = name;
        return this;
    }

    /// <summary>A day with slices; the parts are <c>project:daybook 3:00</c>.</summary>
    public ASlice Worked(string date, string worked, string from, string to, params string[] parts) =>
        Day(date, DayBasis.Timeline, worked, Clock(from), Clock(to), parts);

    public ASlice TotalOnly(string date, string worked, params string[] parts) => Day(date, DayBasis.Total, worked, null, null, parts);

    public ASlice NothingTracked(string date) => Day(date, DayBasis.Empty, "0:00", null, null);

    public ASlice Part(string date, Dimension dimension, string name, Duration worked)
    {
        var day = _days[Date(date)];
        _days[day.Date] = day with { Parts = [.. day.Parts, new DayPart(dimension, name, worked)] };
        return this;
    }

    public ASlice Day(DaySum day)
    {
        _days[day.Date] = day;
        return this;
    }

    public ASlice CoveredTwice(string date, string length)
    {
        var day = _days[Date(date)];
        _days[day.Date] = day with { CoveredTwice = Length(length) };
        return this;
    }

    public ASlice ClockChange(string date, string length)
    {
        var day = _days[Date(date)];
        _days[day.Date] = day with { Length = Length(length) };
        return this;
    }

    /// <summary>The periods before, newest first; null for one without data.</summary>
    public ASlice Earlier(params string?[] worked)
    {
        var (earlier, period) = (new List<PeriodSum>(), _period);
        foreach (var length in worked)
        {
            period = period.Previous;
            earlier.Add(new(period, length is null ? Duration.Zero : Length(length), length is not null));
        }
        _earlier = earlier;
        return this;
    }

    public ASlice Longest(string date, string at, string length)
    {
        _longest = new(Date(date), Clock(at), Length(length));
        return this;
    }

    public ASlice Streak(int days, string since)
    {
        _streak = new(days, Date(since));
        return this;
    }

    public ASlice Control(string date, string source, string given, string counted)
    {
        _controls.Add(new(Date(date), source, Length(given), Length(counted)));
        return this;
    }

    public Slice Build() => new(
        _person, _period, Instant.FromUtc(2026, 11, 23, 6, 0), _zone, [.. _days.Values.OrderBy(d => d.Date)], _earlier, _longest, _streak, _controls);

    private ASlice Day(string date, DayBasis basis, string worked, LocalTime? first, LocalTime? last, params string[] parts)
    {
        var day = _days[Date(date)];
        _days[day.Date] = day with
        {
            Basis = basis,
            Worked = Length(worked),
            First = first,
            Last = last,
            Parts = [.. parts.Select(Part)],
        };
        return this;
    }

    private static DayPart Part(string text)
    {
        var (colon, space) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf(' '));
        return new(Enum.Parse<Dimension>(text[..colon], ignoreCase: true), text[(colon + 1)..space], Length(text[(space + 1)..]));
    }

    private static LocalTime Clock(string text) => new(int.Parse(text.Split(':')[0]), int.Parse(text.Split(':')[1]));
}
