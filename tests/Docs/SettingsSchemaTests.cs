using System.Text.Json;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;

namespace Daybook.Tests.Docs;

public sealed class SettingsSchemaTests
{
    [Fact]
    public void The_schema_that_is_shipped_is_that_of_the_settings()
    {
        const string Shipped = "docs/appsettings.schema.json";
        if (Golden.Accept) Golden.Matches(Shipped, SettingsSchema.Text());
        (File.ReadAllText(Path.Combine(Repository.Root, Shipped)) == SettingsSchema.Text()).ShouldBeTrue($"{Shipped}; DAYBOOK_ACCEPT=1 dotnet test accepts the new one");
    }

    [Fact]
    public void Every_setting_with_words_is_a_setting() =>
        SettingWords.Paths.Except(SettingsKey.Root.All.Select(k => k.Path)).ShouldBeEmpty();

    [Fact]
    public void Every_setting_but_where_its_name_says_all_has_a_description()
    {
        using var schema = JsonDocument.Parse(SettingsSchema.Text());
        schema.RootElement.GetProperty("properties").EnumerateObject().Where(p => !p.Value.TryGetProperty("description", out _)).Select(p => p.Name).ShouldBeEmpty();
    }
}
