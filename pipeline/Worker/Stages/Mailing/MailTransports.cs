using Daybook.Importers.Remote;
using Daybook.Reports;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Stages.Mailing;

/// <summary>What the configuration sends mails by.</summary>
internal static class MailTransports
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(5);

    /// <summary>Null, and what is wrong and what would do, where it cannot be used.</summary>
    public static IMailTransport? Of(Settings settings, Surroundings world, out string? flaw, out string hint)
    {
        (flaw, hint) = (null, "");
        var delivery = settings.Delivery;
        if (delivery.Transport == MailTransport.Folder) return new FolderTransport(settings.Digests, WholeFile.Write);
        if (delivery.Transport == MailTransport.Sendmail) return new SendmailTransport(delivery.Command, LongestCommand, Secrets.IsVariable);
        var smtp = (world.Smtp ?? new SmtpWorld()) with { Flaw = address => RemoteHost.Flaw(address, mayBeThisMachine: true) };
        if (delivery.User is not { } user) return new SmtpTransport(delivery.Server!, null, smtp);
        return Secrets.Of(MailDelivery.SecretName, delivery.SecretFile, world.Environment, out flaw, out hint) is { } secret
            ? new SmtpTransport(delivery.Server!, new SmtpLogin(delivery.Login, user, secret.Reveal()), smtp) : null;
    }

    /// <summary>Where mails go, for a person.</summary>
    public static string Destination(Settings settings) => settings.Delivery.Transport switch
    {
        MailTransport.Folder => settings.Digests,
        MailTransport.Sendmail => settings.Delivery.Command,
        _ => settings.Delivery.Server!.ToString(),
    };
}
