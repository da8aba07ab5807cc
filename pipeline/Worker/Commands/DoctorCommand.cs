using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Doctor;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook doctor [--online]</c></summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Online = new("--online") { Description = "Also ask the services and the mail server of the settings. Nothing is sent or changed there." };

    public static Command Create(Surroundings world) =>
        new Command("doctor", "Look at everything around the ledger: settings, secrets, rights, clock, disk, timer, last runs, sources, mails. Each finding has a code and a way out.") { Online }
            .DoingWithoutSettings(world, "daybook doctor --online", Run);

    private static ExitCode Run(CommandContext context)
    {
        var symptoms = new List<Symptom>();
        var settings = SettingsOf(context, symptoms);
        using var ledger = LedgerOf(context, settings, symptoms);
        var patient = new Patient(context, settings, ledger, context.Get(Online));
        foreach (var examination in AllExaminations.InOrder)
        {
            context.World.Stop.ThrowIfCancellationRequested();
            context.Explain($"looking at {examination.Name}");
            symptoms.AddRange(Guarded(examination, patient));
        }
        if (context.IsJson) context.World.Output.WriteLine(Json(symptoms));
        else Say(context, symptoms);
        return symptoms.Aggregate(ExitCode.Done, (worst, s) => ExitCodes.Worst(worst, s.Exit));
    }

    private static Settings? SettingsOf(CommandContext context, List<Symptom> symptoms)
    {
        try
        {
            _ = context.Settings.Work();
            return context.Settings;
        }
        catch (SettingsException e)
        {
            // What the file itself shows is said with its place by the examination of it.
            if (context.Document.Problems().Count == 0) symptoms.Add(Symptom.Error("settings-wrong", SettingsExamination.Said(e.Diagnostic), e.Diagnostic.Hint ?? "docs/settings.md", ExitCode.Configuration));
            return null;
        }
    }

    private static Ledger? LedgerOf(CommandContext context, Settings? settings, List<Symptom> symptoms)
    {
        if (settings is null || !File.Exists(settings.Ledger)) return null;
        try
        {
            return Ledger.OpenForReading(settings.Ledger);
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Busy)
        {
            // In the middle of writing nobody else can read it; that is no damage, and nothing to be restored.
            symptoms.Add(Symptom.Busy($"the ledger could not be looked at: {e.Message}"));
            return null;
        }
        catch (LedgerException e)
        {
            symptoms.Add(Symptom.Error(e.Trouble == LedgerTrouble.Forbidden ? "ledger-closed" : e.Trouble == LedgerTrouble.Unknown ? "ledger-unknown" : "ledger-damaged", e.Message, "daybook restore puts a backup in its place.", Answers.To(e).Code));
            return null;
        }
    }

    private static List<Symptom> Guarded(Examination examination, Patient patient)
    {
        try
        {
            return [.. examination.Look(patient)];
        }
        catch (Exception e) when (e is not OperationCanceledException && Answers.To(e) is var (code, message))
        {
            return code == ExitCode.TryAgain ? [Symptom.Busy($"{examination.Name} could not be looked at: {message}")]
                : [Symptom.Error(Answers.AreOfTheLedger(e) ? "ledger-damaged" : "not-looked-at", $"{examination.Name} could not be looked at: {message}", "daybook check says more of the ledger.", code)];
        }
    }

    private static void Say(CommandContext context, List<Symptom> symptoms)
    {
        foreach (var symptom in symptoms)
        {
            var mark = symptom.Severeness switch { Severeness.Fine => "ok  ", Severeness.Warning => "look", _ => "BAD " };
            if (symptom.Severeness == Severeness.Fine) context.Say($"{mark}  {Printable.Line(symptom.Found)}");
            else context.World.Output.WriteLine($"{mark}  {Printable.Line(symptom.Found)} [{symptom.Code}]");
            if (symptom.Fix is { } fix) context.World.Output.WriteLine($"      {Printable.Line(fix)}");
        }
    }

    private static string Json(List<Symptom> symptoms) => WrittenJson.Array(symptoms, (json, symptom) =>
    {
        json.WriteString("code", symptom.Code);
        json.WriteString("level", symptom.Severeness.ToString().ToLowerInvariant());
        json.WriteString("found", symptom.Found);
        json.WriteString("fix", symptom.Fix);
        json.WriteNumber("exit_code", (int)symptom.Exit);
    });
}
