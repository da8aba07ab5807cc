using System.Reflection;
using System.Text.Json.Serialization;

namespace Daybook.Worker.Configuration;

/// <summary>A parameter or property of a record of <see cref="SettingsFile"/>: what may stand in its place in a file.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Parameter">Of the record's constructor; null where <paramref name="Property"/> is not.</param>
/// <param name="Property">That is set when it is made.</param>
internal sealed record SettingsMember(string Name, Type Type, ParameterInfo? Parameter, PropertyInfo? Property)
{
    /// <summary>Whether the file must have it.</summary>
    public bool IsRequired => Parameter is { HasDefaultValue: false };

    /// <summary>Whether <c>null</c> is as good as leaving it out.</summary>
    public bool MayBeNull
    {
        get
        {
            var context = new NullabilityInfoContext();
            return (Parameter is not null ? context.Create(Parameter) : context.Create(Property!)).WriteState == NullabilityState.Nullable;
        }
    }

    /// <summary>Those of a record, in order.</summary>
    public static IReadOnlyList<SettingsMember> Of(Type type) => Maker(type).GetParameters() is { Length: > 0 } parameters
        ? [.. parameters.Select(p => new SettingsMember(p.Name!, p.ParameterType, p, null))]
        : [.. type.GetProperties().Where(p => p.SetMethod is not null).Select(p => new SettingsMember(p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? p.Name, p.PropertyType, null, p))];

    /// <summary>The constructor that takes them.</summary>
    public static ConstructorInfo Maker(Type type) => type.GetConstructors().Single();

    /// <summary>Of a list the type of its entries, else null.</summary>
    public static Type? EntryOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
