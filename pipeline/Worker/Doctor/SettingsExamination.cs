using Daybook.Model;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Doctor;

/// <summary>Settings, secrets, and whom the program will speak to.</summary>
internal static class SettingsExamination
{
    public static IEnumerable<Symptom> Settings(Patient patient)
    {
        var document = patient.Context.Document;
        var problems = document.Problems();
        foreach (var problem in problems) yield return Symptom.Error("settings-wrong", Said(problem), problem.Hint ?? "docs/settings.md names every key.", ExitCode.Configuration);
        if (problems.Count == 0 && patient.Settings is null)
        {
            // What is wrong was said by whoever read them.
            yield break;
        }
        if (problems.Count == 0) yield return Symptom.Fine("settings", document.HasFile ? $"{document.Name} can be used" : "there is no settings file; the defaults hold");
    }

    public static IEnumerable<Symptom> SecretsThere(Patient patient)
    {
        if (patient.Settings is not { } settings) yield break;
        foreach (var needed in Secrets.Needed(settings))
        {
            var environment = patient.Context.World.Environment;
            if (Secrets.Of(needed.Name, needed.File, environment, out var flaw, out var hint) is null) yield return Symptom.Error("secret-missing", $"the key of '{needed.Name}': {flaw}", hint, ExitCode.Configuration);
            else yield return Symptom.Fine("secret", $"the key of '{needed.Name}' comes from {Secrets.Origin(needed.Name, needed.File, environment)}");
        }
    }

    public static IEnumerable<Symptom> Hosts(Patient patient)
    {
        if (patient.Settings is not { } settings) yield break;
        var hosts = settings.Pulls.Select(p => $"{p.Host.Base.Authority} ({p.Source})").ToList();
        if (settings.Delivery is { Server: { } server }) hosts.Add($"{server} (mail)");
        hosts.AddRange(settings.Monitor.Pings.Select(p => $"{p.Host.Base.Authority} ({p.Name})"));
        yield return Symptom.Fine("hosts", hosts.Count == 0 ? "the program speaks to nobody" : $"the program speaks to {string.Join(", ", hosts)}, and to nobody else");
        if (settings.Delivery.Transport == MailTransport.Sendmail) yield return Symptom.Fine("hosts-sendmail", $"mails are handed to {settings.Delivery.Command}, which speaks to whom it will");
    }

    public static string Said(Diagnostic problem) => $"{problem.File}{(problem.Place.Line > 0 ? $":{problem.Place.Line}:{problem.Place.Column}" : "")}: {problem.Message}";
}
