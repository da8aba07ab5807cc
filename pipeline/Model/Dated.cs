using NodaTime;

namespace Daybook.Model;

/// <summary>A setting that has a value from a date on, until the next one; the first value also holds before its date.</summary>
public sealed class Dated<T>
{
    private readonly (LocalDate From, T Value)[] _steps;

    /// <exception cref="ArgumentException">No step, or two steps from the same date.</exception>
    public Dated(IEnumerable<(LocalDate From, T Value)> steps)
    {
        _steps = [.. steps.OrderBy(s => s.From)];
        if (_steps.Length == 0) throw new ArgumentException("a dated setting needs a value", nameof(steps));
        for (var i = 1; i < _steps.Length; i++)
            if (_steps[i].From == _steps[i - 1].From)
                throw new ArgumentException($"two values from {_steps[i].From:uuuu-MM-dd}", nameof(steps));
    }

    public static Dated<T> Always(T value) => new([(LocalDate.MinIsoValue, value)]);

    public IReadOnlyList<(LocalDate From, T Value)> Steps => _steps;

    public T On(LocalDate date)
    {
        var i = _steps.Length - 1;
        while (i > 0 && _steps[i].From > date) i--;
        return _steps[i].Value;
    }
}
