using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages.Mailing;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Doctor;

/// <summary>Whoever the program speaks to, asked for something small. Nothing is kept, sent or changed there.</summary>
internal static class OnlineExamination
{
    public static IEnumerable<Symptom> Services(Patient patient)
    {
        if (patient.Settings is not { Pulls.Count: > 0 } settings) yield break;
        if (!patient.IsOnline)
        {
            yield return Symptom.Fine("services-unasked", "services were not asked; --online asks them");
            yield break;
        }
        foreach (var pull in settings.Pulls)
        {
            // What a pull of today would do, into a ledger that is gone afterwards: the same requests, the same login, the same reading.
            using var scratch = Ledger.OpenScratch(Micros.From(patient.Context.Now));
            var today = patient.Context.Now.InUtc().Date;
            var wish = new PullWish(today, today.PlusDays(1), IsFull: false, IsRehearsal: true);
            var run = scratch.Runs.Begin("doctor", "", 0);
            var outcome = new PullStage(scratch, run, patient.Context.Now, settings, patient.Context.World, wish, progress: null).Run(pull, _ => { });
            yield return outcome.Trouble is { } trouble
                ? Symptom.Error("service-trouble", $"{Printable.Line(pull.Source)} at {pull.Host.Base.Authority}: {Printable.Line(trouble.Message)}", trouble.Hint ?? "Try again later.", outcome.Code)
                : Symptom.Fine("service", $"{Printable.Line(pull.Source)} at {pull.Host.Base.Authority} answers and knows the key");
        }
    }

    public static IEnumerable<Symptom> MailServer(Patient patient)
    {
        if (patient.Settings is not { } settings || settings.Delivery.Transport == MailTransport.Folder) yield break;
        if (!patient.IsOnline && settings.Delivery.Transport == MailTransport.Smtp)
        {
            yield return Symptom.Fine("mail-server-unasked", "the mail server was not asked; --online asks it");
            yield break;
        }
        if (MailTransports.Of(settings, patient.Context.World, out var flaw, out var hint) is not { } transport)
        {
            yield return Symptom.Error("mail-server-trouble", flaw!, hint, ExitCode.Configuration);
            yield break;
        }
        var answer = transport.Rehearse(patient.Context.World.Stop);
        yield return answer is null ? Symptom.Fine("mail-server", $"{transport.Destination} would take mails")
            : Symptom.Error("mail-server-trouble", $"{transport.Destination}: {Printable.Line(answer.Message)}", "docs/mail.md", answer.Trouble switch
            {
                MailTrouble.Login => ExitCode.NoPermission,
                MailTrouble.Protocol => ExitCode.Protocol,
                MailTrouble.Configuration => ExitCode.Configuration,
                _ => ExitCode.Unavailable,
            });
    }
}
