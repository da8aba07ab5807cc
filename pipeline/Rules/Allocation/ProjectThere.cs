using Daybook.Model;

namespace Daybook.Rules;

/// <summary>A project that a source has, whether or not any time is of it.</summary>
/// <param name="Id">What rules of allocation call it.</param>
/// <param name="Status">active, inactive, archived or deleted; null where the source does not say.</param>
public sealed record ProjectThere(string Source, string Id, string Name, string? Client, string? Status, bool? IsBillable)
{
    /// <summary>What an hour of it is sold for, or null.</summary>
    public Money? Rate { get; init; }

    /// <summary>Null where the fact does not say enough.</summary>
    public static ProjectThere? Of(TermFact fact)
    {
        var keys = FactKeys.Of(fact.Json);
        return fact.Kind == AccountFact.Project && keys.Text("id") is { } id && keys.Text("name") is { } name
            ? new ProjectThere(fact.Source, id, name, keys.Text("client"), keys.Text("status"), keys.Number("billable") switch { 1 => true, 0 => false, _ => null })
            { Rate = keys.Number("rate") is { } rate ? new Money(rate, keys.Text("currency") ?? "") : null }
            : null;
    }
}
