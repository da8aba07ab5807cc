using NodaTime;

namespace Daybook.Rules;

/// <summary>Sums by day and by project while a profile goes through the heartbeats.</summary>
internal sealed class ProfileTally(ProfileInput input)
{
    private readonly Dictionary<LocalDate, long> _days = [];
    private readonly Dictionary<int, long> _projects = [];

    public long SumOfDays => _days.Values.Sum();

    public void Add(LocalDate date, int project, long micros)
    {
        AddToDay(date, micros);
        AddToProject(project, micros);
    }

    public void AddToDay(LocalDate date, long micros) => _days[date] = _days.GetValueOrDefault(date) + micros;

    public void AddToProject(int project, long micros) => _projects[project] = _projects.GetValueOrDefault(project) + micros;

    public ProfileSums ToSums(long total)
    {
        var days = new List<ProfileDay>();
        for (var date = input.First; date <= input.Last; date = date.PlusDays(1))
            days.Add(new ProfileDay(date, _days.GetValueOrDefault(date)));
        var byName = Comparer<int>.Create(input.Names.CompareText);
        var projects = _projects.OrderByDescending(p => p.Value).ThenBy(p => p.Key, byName)
            .Select(p => new ProfileProject(p.Key, p.Value)).ToList();
        return new ProfileSums(total, days, projects);
    }
}
