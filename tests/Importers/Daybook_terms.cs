using System.Text;
using System.Text.Json.Nodes;
using Daybook.Importers;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Importers;

/// <summary>Contracts, absences and corrections in Daybook's own format: nothing is lost between file and ledger.</summary>
public sealed class Daybook_terms
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void What_is_written_is_read_back_as_the_same(int seed)
    {
        var random = new Random(seed);
        var terms = Enumerable.Range(0, 12).Select(i => Any(random, i)).ToList();
        var document = DaybookDocument.Of(terms);
        var read = Facts(document);
        read.Select(f => (f.Kind, f.Identity, f.Date, f.Json, f.Stamp, f.Person)).ShouldBe(Ordered(terms).Select(t => (t.Fact.Kind, t.Fact.Identity, t.Fact.Date, t.Fact.Json, t.Fact.Stamp, t.Fact.Person)));
        var kept = read.Select(f => new TermFact("daybook", f.Kind, f.Identity, f.Date, null, f.Json)).Select(f => DaybookTerm.Of(f)!);
        Encoding.UTF8.GetString(DaybookDocument.Of(kept)).ShouldBe(Encoding.UTF8.GetString(document));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void What_the_format_takes_the_rules_understand(int seed)
    {
        var random = new Random(seed);
        var facts = Enumerable.Range(0, 12).Select(i => Any(random, i).Fact).Select((f, i) => new TermFact($"s{i}", f.Kind, f.Identity, f.Date, null, f.Json)).ToList();
        TermsOfFacts.Of(facts, DayCut.In(DateTimeZone.Utc), null, []).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_row_that_is_changed_keeps_what_is_not_spoken_of()
    {
        var before = DaybookTerm.Of("absences", JsonNode.Parse("""{"date":"2026-08-03","kind":"sick","mood":"low","note":"flu"}""")!.AsObject(), out _)!;
        var after = before.With(1_000_000, ("deleted", true), ("note", null));
        after.Id.ShouldBe(before.Id);
        after.Changed.ShouldBe(1_000_000);
        after.IsDropped.ShouldBeTrue();
        (after.Value("mood"), after.Value("note")).ShouldBe(("low", null));
    }

    private static List<AccountFact> Facts(byte[] document)
    {
        var all = new DaybookImporter().Read(SourceFile.Of("x.json", document), Reading.Fresh()).ToList();
        all.Where(e => e is not (Extracted.Fact or Extracted.End)).ShouldBeEmpty();
        return [.. all.OfType<Extracted.Fact>().Select(e => e.AccountFact)];
    }

    private static IEnumerable<DaybookTerm> Ordered(List<DaybookTerm> terms) =>
        terms.OrderBy(t => Array.IndexOf(["contracts", "absences", "adjustments"], t.List));

    private static DaybookTerm Any(Random random, int number)
    {
        var row = new JsonObject { ["id"] = $"id-{number}-ß\u202e\n\"", ["changed"] = "2026-01-02T03:04:05.678901Z" };
        void Maybe(string key, Func<JsonNode> value)
        {
            if (random.Next(2) == 0) row[key] = value();
        }
        JsonNode Length(int most) => $"{random.Next(most)}:{random.Next(60):00}:{random.Next(60):00}.{random.Next(1_000_000):000000}";
        JsonArray Week() => [.. Enumerable.Range(0, 7).Select(_ => Length(24))];
        JsonNode Of(params string[] words) => words[random.Next(words.Length)];
        var date = Period.Iso(new LocalDate(2026, 1, 1).PlusDays(random.Next(400)));
        Maybe("note", () => "a note, \"quoted\" 日本");
        Maybe("person", () => "ada");
        Maybe("deleted", () => false);
        Maybe("colour", () => new JsonArray(1, "two"));
        row.Remove("colour"); // what the format does not know has a test of its own
        var list = new[] { "contracts", "absences", "adjustments" }[random.Next(3)];
        if (list == "contracts")
        {
            row["from"] = date;
            if (random.Next(2) == 0) row["hours"] = Week();
            else row["weeks"] = new JsonArray(Week(), Week());
            Maybe("until", () => "2027-12-31");
            Maybe("per_month", () => Length(200));
            Maybe("first_weekday", () => Of("monday", "sunday"));
            Maybe("zone", () => Of("Europe/Berlin", "Asia/Tokyo"));
            Maybe("day_start", () => "04:00");
            Maybe("opening", () => $"-{random.Next(40)}:30");
            Maybe("effects", () => new JsonObject { ["vacation"] = Of("reduces", "credited", "fills", "neutral", "balance") });
            Maybe("worked", () => Of("timeline", "sum"));
            Maybe("policy", () => Of([.. AllWeekPolicies.InOrder.Select(p => p.Name)]));
            Maybe("lookup", () => Of("first-day", "closing", "each-day"));
            Maybe("weights", () => new JsonArray(new JsonObject { ["on"] = "night", ["from"] = "22:00", ["to"] = "06:00", ["percent"] = random.Next(1000) }));
            Maybe("cap", () => "40:00");
            Maybe("expiry", () => Of("02-29", "03-31"));
            Maybe("vacation_days", () => random.Next(40) + 0.5m);
            Maybe("region", () => Of("DE", "DE-BY", "CH-ZH"));
        }
        else if (list == "absences")
        {
            row["date"] = date;
            row["kind"] = Of("holiday", "sick", "vacation", "overtime", "other", "workday");
            Maybe("until", () => "2027-12-31");
            if (random.Next(2) == 0) row["length"] = Length(100);
            else row["half_first"] = true;
            Maybe("type", () => "Study");
            Maybe("status", () => Of("approved", "submitted"));
        }
        else
        {
            row["date"] = date;
            row["note"] = "why";
            row[random.Next(2) == 0 ? "delta" : "balance"] = $"{(random.Next(2) == 0 ? "-" : "+")}{random.Next(40)}:30";
            Maybe("paid_out", () => true);
        }
        var term = DaybookTerm.Of(list, row, out var flaw);
        flaw.ShouldBeNull();
        return term!;
    }
}
