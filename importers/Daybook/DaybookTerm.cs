using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Importers.Daybook;

/// <summary>A contract, an absence, a correction or an invoice of Daybook's own format.</summary>
/// <param name="Fact">What it says; its <c>said</c> is the row as it stands, so that nothing of it is lost.</param>
public sealed record DaybookTerm(AccountFact Fact) : DaybookItem
{
    public const string Contracts = "contracts", Absences = "absences", Adjustments = "adjustments", Invoices = "invoices";

    private string? _row;

    public override string List => ListOf(Fact.Kind) ?? throw new InvalidOperationException($"{Fact.Kind} is no list of the format");

    public override string Id => Fact.Identity;

    public override long? Changed => Fact.Stamp;

    public override bool IsDropped => Value("deleted") == "true";

    public LocalDate Date => Fact.Date!.Value;

    /// <summary>The row, an object on one line.</summary>
    public string Row => _row ??= Said(Fact.Json);

    /// <summary>What a key of the row says: a text as it is, anything else as JSON; null where it is not there.</summary>
    public string? Value(string key)
    {
        using var document = JsonDocument.Parse(Row);
        if (!document.RootElement.TryGetProperty(key, out var value)) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    /// <summary>The lists that hold terms, by the kind of their facts.</summary>
    public static string? ListOf(string kind) => kind switch
    {
        AccountFact.Contract => Contracts,
        AccountFact.Absence => Absences,
        AccountFact.Adjustment => Adjustments,
        AccountFact.Invoice => Invoices,
        _ => null,
    };

    /// <summary>A row of the format as it would be read from a file.</summary>
    /// <param name="flaw">What is wrong with it, where the answer is null.</param>
    public static DaybookTerm? Of(string list, JsonObject row, out Flaw? flaw)
    {
        using var document = JsonDocument.Parse(row.ToJsonString(DaybookDocument.Written));
        return TermRow.Read(list, document.RootElement, Place.WholeFile, null, out flaw) is { } fact ? new DaybookTerm(fact) : null;
    }

    /// <summary>What a fact of Daybook's own format was said as; null where it is of another.</summary>
    public static DaybookTerm? Of(TermFact fact)
    {
        if (ListOf(fact.Kind) is not { } list) return null;
        using var document = JsonDocument.Parse(fact.Json);
        return document.RootElement.TryGetProperty("said", out var said) && TermRow.Read(list, said, Place.WholeFile, null, out _) is { } read
            ? new DaybookTerm(read with { Identity = fact.Identity })
            : null;
    }

    /// <summary>The same row, changed now: these keys in place of what they said, null to leave one out.</summary>
    public DaybookTerm With(long changed, params ReadOnlySpan<(string Key, JsonNode? Value)> keys)
    {
        var row = JsonNode.Parse(Row)!.AsObject();
        row["id"] = Id;
        foreach (var (key, value) in keys)
            if (value is null) row.Remove(key);
            else row[key] = value;
        row["changed"] = InstantPattern.ExtendedIso.Format(Micros.ToInstant(changed));
        return Of(List, row, out var flaw) ?? throw new InvalidOperationException(flaw!.Message);
    }

    private static string Said(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("said").GetRawText();
    }
}
