using System.CommandLine;
using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook allocate [DAY..DAY]</c></summary>
internal static class AllocateCommand
{
    private static readonly Argument<string?> Which = new("DAYS") { Description = $"{DateSpan.Form}; without it the last whole week. Today and what lies ahead are left out.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create(Surroundings world) =>
        new Command("allocate", "Show how days are spread over projects by what was tracked. Nothing is sent.") { Which }
            .Doing(world, "daybook allocate 2026-11-16..2026-11-20", Run);

    private static ExitCode Run(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var stage = new AllocateStage(ledger, context.Settings, context.Now);
        var (from, to) = DateSpan.Of(context.Get(Which), Which.Name) ?? DateSpan.LastWeek(stage.Today);
        var allocated = stage.Run(from, to);
        if (context.IsJson) context.World.Output.WriteLine(Json(allocated));
        else
            foreach (var line in Text(allocated))
                context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Text(Allocated allocated)
    {
        yield return $"{Model.Period.Iso(allocated.From)} to {Model.Period.Iso(allocated.To)} in {allocated.Zone}, {Said(allocated.Plan)}";
        if (allocated.Days.Count == 0)
        {
            yield return "";
            yield return "nothing to allocate: no time was tracked on these days, or no rule takes any of it";
        }
        var zone = DateTimeZoneProviders.Tzdb[allocated.Zone];
        foreach (var day in allocated.Days)
        {
            yield return "";
            yield return $"{Model.Period.Iso(day.Date)}  {Length(day.Seconds)}";
            var table = new TextTable(1, 3);
            foreach (var time in day.Times)
                table.Row($"  {Clock(time.Start, zone)}-{Clock(time.End, zone)}", Length(time.Seconds), Printable.Line(time.Target), Hours.WithSeconds(time.Tracked), "tracked");
            foreach (var line in table.Lines()) yield return line;
            if (day.NotGiven > 0) yield return $"  {Length(day.NotGiven)} is given to nobody: all have what they may get at most";
            foreach (var (name, micros) in day.LeftOut) yield return $"  left out: {Hours.WithSeconds(micros)} of {Printable.Line(name.Length > 0 ? name : "no project")}";
        }
        if (allocated.Days.Any(d => d.LeftOut.Count > 0))
        {
            yield return "";
            yield return "A rule says where time belongs, or Allocation.Other takes what is left: daybook projects";
        }
    }

    private static string Said(AllocationPlan plan) => plan switch
    {
        { Place: AllocatedPlace.Tracked } => "where it was tracked",
        { Length: AllocatedLength.Contract } => "the contract's hours",
        { Length: AllocatedLength.Worked } => "the hours tracked",
        _ => $"{LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(plan.From)} to {LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(plan.To)}",
    };

    private static string Clock(long seconds, DateTimeZone zone) => LocalTimePattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(seconds).InZone(zone).TimeOfDay);

    private static string Length(long seconds) => Hours.WithSeconds(seconds * Micros.PerSecond);

    private static string Json(Allocated allocated)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("from", Model.Period.Iso(allocated.From));
            json.WriteString("to", Model.Period.Iso(allocated.To));
            json.WriteString("zone", allocated.Zone);
            json.WriteStartArray("days");
            foreach (var day in allocated.Days)
            {
                json.WriteStartObject();
                json.WriteString("date", Model.Period.Iso(day.Date));
                json.WriteNumber("seconds", day.Seconds);
                json.WriteStartArray("times");
                foreach (var time in day.Times)
                {
                    json.WriteStartObject();
                    json.WriteString("target", time.Target);
                    json.WriteString("start", InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(time.Start)));
                    json.WriteString("end", InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(time.End)));
                    json.WriteNumber("seconds", time.Seconds);
                    json.WriteNumber("tracked_us", time.Tracked);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteNumber("not_given_seconds", day.NotGiven);
                json.WriteStartArray("left_out");
                foreach (var (name, micros) in day.LeftOut)
                {
                    json.WriteStartObject();
                    json.WriteString("name", name);
                    json.WriteNumber("tracked_us", micros);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
