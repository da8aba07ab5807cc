using NodaTime;

namespace Daybook.Model;

/// <summary>A setting that has a value from a date on, until the next one; the first value also holds before its date.</summary>
public sealed class Dated<T>
{
    private readonly List<Step> _steps;

    /// <exception cref="ArgumentException">No step, or two steps from the same date.</exception>
    public Dated(IEnumerable<(LocalDate From, T Value)> steps) : this(steps.Select(s => new Step(s.From, s.Value)))
    {
    }

    /// <inheritdoc cref="Dated{T}(IEnumerable{ValueTuple{LocalDate, T}})"/>
    public Dated(IEnumerable<Step> steps)
    {
        _steps = [.. steps];
        _steps.Sort((x, y) => x.From.CompareTo(y.From));
        if (_steps.Count == 0) throw new ArgumentException("a dated setting needs a value", nameof(steps));
        for (var i = 1; i < _steps.Count; i++)
            if (_steps[i].From == _steps[i - 1].From)
                throw new ArgumentException($"two values from {_steps[i].From:uuuu-MM-dd}", nameof(steps));
    }

    public static Dated<T> Always(T value) => new([new Step(LocalDate.MinIsoValue, value)]);

    public IReadOnlyList<Step> Steps => _steps;

    public T On(LocalDate date)
    {
        var i = _steps.Count - 1;
        while (i > 0 && _steps[i].From > date) i--;
        return _steps[i].Value;
    }

    /// <summary>A value and the first date it holds.</summary>
    public sealed record Step(LocalDate From, T Value);
}
