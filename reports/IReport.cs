using Daybook.Model;

namespace Daybook.Reports;

/// <summary>A pure function from a slice of the ledger to text: the same slice gives the same bytes.</summary>
public interface IReport
{
    /// <summary>Name of its folder and of its samples: <c>period</c>.</summary>
    string Name { get; }

    IReadOnlyList<Format> Formats { get; }

    /// <summary>Lines end in LF and the last one is ended.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one of <see cref="Formats"/>.</exception>
    string Render(Slice slice, Format format);
}
