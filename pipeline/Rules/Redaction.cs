using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What a reader of a report does not get to see. It is taken out of the slice before anything is made of it, so that no form can show it.</summary>
/// <param name="Name"><c>self</c>, <c>manager</c> or <c>client</c>.</param>
/// <param name="Hidden">Names of <see cref="Parts"/>.</param>
/// <param name="Projects">The only ones that are shown, and their time all that counts; null for all.</param>
public sealed record Redaction(string Name, IReadOnlyList<string> Hidden, IReadOnlyList<string>? Projects = null)
{
    // A list on purpose: a dictionary of them is compiled anew in every process that reads a configuration.
    private static readonly Named[] Dimensions =
    [
        new("projects", Dimension.Project), new("languages", Dimension.Language), new("editors", Dimension.Editor), new("categories", Dimension.Category), new("machines", Dimension.Machine),
        new("operating-systems", Dimension.OperatingSystem), new("branches", Dimension.Branch), new("files", Dimension.Entity),
    ];

    /// <summary>All that can be hidden: as sections of a page are called; <c>times</c> is when on a day it was.</summary>
    public static IReadOnlyList<string> Parts { get; } = [.. Dimensions.Select(d => d.Name), "times", "account", "goals", "questions", "comparisons", "rhythm", "hours", "controls", "clients", "money", "budgets", "notes"];

    public static Redaction Self { get; } = new("self", []);

    /// <summary>Where time went and how much it was, and not by which file, on which branch or machine.</summary>
    public static Redaction Manager { get; } = new("manager", ["files", "branches", "machines", "operating-systems", "editors", "questions", "controls", "money", "budgets"]);

    /// <summary>Days and lengths of their own projects, and nothing else.</summary>
    public static Redaction Client(IReadOnlyList<string> projects) => new("client", [.. Parts.Except(["projects"])], projects);

    /// <summary>Sections that a page must not have, though they would say nothing.</summary>
    public bool Hides(string section) => Hidden.Contains(section) || (section is "rhythm" or "hours" && Hidden.Contains("times")) || (section is "billable" or "billing" or "unbilled" && Hidden.Contains("money"));

    public Slice Apply(Slice slice)
    {
        if (Hidden.Count == 0 && Projects is null) return slice;
        var dimensions = Dimensions.Where(d => Hidden.Contains(d.Name)).Select(d => d.Dimension).ToHashSet();
        var hidesTimes = Hidden.Contains("times") || Projects is not null;
        var days = slice.Days.Select(d => Of(d, dimensions, hidesTimes)).ToList();
        // What is about all time would tell of the other projects: nothing but the days is kept, whatever else a slice may come to have.
        if (Projects is not null) return new Slice(slice.Person, slice.Period, slice.Now, slice.Zone, days, [], null, default, []);
        var (hidesProjects, hidesQuestions, hidesMoney) = (Hidden.Contains("projects"), Hides("questions"), Hidden.Contains("money"));
        return slice with
        {
            Days = days,
            Earlier = Hides("comparisons") ? [] : slice.Earlier,
            LastYear = Hides("comparisons") ? null : slice.LastYear,
            Longest = hidesTimes || Hides("rhythm") ? null : slice.Longest,
            Streak = Hides("rhythm") ? default : slice.Streak,
            Stretches = hidesTimes ? [] : slice.Stretches,
            Focus = hidesProjects ? null : slice.Focus,
            Pieces = hidesTimes || hidesProjects ? [] : slice.Pieces,
            Crossed = hidesProjects || Hidden.Contains("languages") ? [] : slice.Crossed,
            Controls = Hides("controls") ? [] : slice.Controls,
            Account = Hides("account") ? null : slice.Account,
            Goals = Hides("goals") || hidesProjects ? [] : slice.Goals,
            Questions = hidesQuestions ? [] : slice.Questions,
            Quality = hidesQuestions || Hides("controls") ? null : slice.Quality,
            Sold = Hides("clients") ? [] : [.. slice.Sold.Select(s => Of(s, hidesProjects, hidesMoney))],
            Sales = hidesMoney || hidesProjects || Hides("clients") ? [] : slice.Sales,
            Unbilled = hidesMoney || hidesProjects || Hides("clients") ? null : slice.Unbilled,
            Budgets = hidesMoney || hidesProjects || Hides("clients") || Hides("budgets") ? [] : slice.Budgets,
            UnknownNames = [],
            Reviews = hidesProjects ? null : slice.Reviews,
            Tokens = hidesProjects ? [] : slice.Tokens,
            Compared = slice.Compared is { } other ? Apply(other) : null,
        };
    }

    private static SoldTime Of(SoldTime time, bool hidesProjects, bool hidesMoney)
    {
        if (hidesProjects) time = time with { Project = "", Task = "" };
        return hidesMoney ? time with { Rate = null, IsBillable = false } : time;
    }

    private DaySum Of(DaySum day, HashSet<Dimension> hidden, bool hidesTimes)
    {
        var parts = day.Parts.Where(p => !hidden.Contains(p.Dimension));
        if (hidesTimes) day = day with { First = null, Last = null };
        if (Projects is null) return day with { Parts = [.. parts] };
        List<DayPart> own = [.. parts.Where(p => p.Dimension == Dimension.Project && Projects.Contains(p.Name))];
        var worked = own.Sum(p => Micros.From(p.Worked));
        return day with { Parts = own, Worked = Micros.ToDuration(worked), CoveredTwice = default, Basis = worked > 0 ? DayBasis.Timeline : DayBasis.Empty };
    }

    private sealed record Named(string Name, Dimension Dimension);
}
