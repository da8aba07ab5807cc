using System.Text;
using Daybook.Importers.Json;

namespace Daybook.Tests.Importers;

public sealed class Json_values
{
    [Theory]
    [InlineData("{\"a\": 1,\n\"a\": 2}", "it has a key twice")]
    [InlineData("{\"a\": {\"b\": 1, \"\\u0062\": 2}}", "it has a key twice")]
    [InlineData("{\"a\": 1,\n\"b\": }", "it is not valid JSON or is nested too deep, at line 2 of it")]
    [InlineData("", "it is not valid JSON or is nested too deep, at line 1 of it")]
    public void Say_what_is_wrong_with_them(string json, string expected)
    {
        using var document = JsonValues.Parse(Encoding.UTF8.GetBytes(json), out var problem);
        document.ShouldBeNull();
        problem.ShouldBe(expected);
    }
}
