using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;

namespace Daybook.Tests.Docs;

/// <summary>
/// In <c>appsettings.sample.json</c> prose stands after <c>// </c>, and an example that is commented out after <c>//</c>
/// without the space.
/// </summary>
public sealed class SampleSettingsTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "appsettings.sample.json");

    private static string WithExamples => string.Join('\n', File.ReadLines(Sample).Select(line =>
        line.TrimStart() is ['/', '/', not ' ', ..] example ? example[2..] : line));

    [Fact]
    public void As_it_stands_it_says_the_defaults()
    {
        var sample = Settings.Load(Sample, Repository.Root);
        var defaults = Settings.Load(null, Repository.Root);
        sample.DerivedBy().ShouldBe(defaults.DerivedBy());
        sample.Given.ShouldBeEmpty();
        sample.People.ShouldBeEmpty();
        sample.Goals.ShouldBeEmpty();
        sample.Rounding.ShouldBeEmpty();
        sample.Pulls.ShouldBeEmpty();
        sample.Reminders.ShouldBeEmpty();
        sample.Serve.Listen.ShouldBe(defaults.Serve.Listen);
        (sample.Serve.Hosts.Count, sample.Serve.Keys.Count).ShouldBe((0, 0));
        (sample.Closing.Lock, sample.Closing.WaitFor.Count, sample.Closing.Unlocked.Count, sample.Closing.Late.Count).ShouldBe((null, 0, 0, 0));
        (string.Join(' ', sample.Run.Stages), sample.Run.CatchUp, sample.Run.PushTo.Count).ShouldBe((string.Join(' ', defaults.Run.Stages), defaults.Run.CatchUp, 0));
        (sample.Work().Schedules.Count, sample.Work().Schedules[0].Cron.Text, Path.GetFileName(sample.Work().Health)).ShouldBe((1, defaults.Work().Schedules[0].Cron.Text, Path.GetFileName(defaults.Work().Health)));
        Rest(sample).ShouldBe(Rest(defaults));

        // What DerivedBy covers is compared above; lists of equal content are not equal themselves.
        static Settings Rest(Settings settings) => settings with { Zones = [], DayStarts = [], SourceOrder = [], Joins = [], Given = [], People = [], Mappings = [], Timeline = [], Counting = [], Goals = [], Rounding = [], Pulls = [], Recipients = [], Reminders = [], Style = Daybook.Reports.ReportStyle.English, Closing = ClosingSettings.None, Run = RunSettings.Standard, Work = Nothing, Serve = ServeSettings.Standard };
    }

    [Fact]
    public void Its_examples_can_be_loaded_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("appsettings.json"), WithExamples);
        Directory.CreateDirectory(folder.File("mappings"));
        var settings = Settings.Load(folder.File("appsettings.json"), folder.Path);
        settings.Zones.Count.ShouldBeGreaterThan(1);
        settings.Joins.ShouldNotBeEmpty();
    }

    [Fact]
    public void It_names_every_key()
    {
        using var document = JsonDocument.Parse(WithExamples, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Unnamed(typeof(SettingsFile), [document.RootElement]).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_on_settings_names_every_key() =>
        Keys(typeof(SettingsFile)).Where(key => !DocPages.Text("docs/settings.md").Contains($"`{key}`", StringComparison.Ordinal)).ShouldBeEmpty();

    // Functions are equal only to themselves.
    private static readonly Func<WorkSettings> Nothing = () => throw new InvalidOperationException();

    private static IEnumerable<string> Unnamed(Type type, IReadOnlyCollection<JsonElement> objects)
    {
        foreach (var key in Properties(type))
        {
            var values = objects.Where(o => o.TryGetProperty(Name(key), out _)).Select(o => o.GetProperty(Name(key))).ToList();
            if (values.Count == 0) yield return $"{type.Name}.{Name(key)}";
            else if (Inner(key) is { } inner)
                foreach (var unnamed in Unnamed(inner, [.. values.SelectMany(Each)]))
                    yield return unnamed;
        }
    }

    private static IEnumerable<JsonElement> Each(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static IEnumerable<string> Keys(Type type) =>
        Properties(type).SelectMany(p => Inner(p) is { } inner ? Keys(inner).Select(k => $"{Name(p)}.{k}").Prepend(Name(p)) : [Name(p)]);

    private static string Name(PropertyInfo key) => key.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? key.Name;

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>The record that a key's value, or each element of it, is made of; null for a plain value.</summary>
    private static Type? Inner(PropertyInfo key)
    {
        var type = key.PropertyType.IsGenericType && key.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? key.PropertyType.GetGenericArguments()[0] : key.PropertyType;
        return type.DeclaringType == typeof(SettingsFile) ? type : null;
    }
}
