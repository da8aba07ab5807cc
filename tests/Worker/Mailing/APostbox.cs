using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Tests.StandIns.Smtp;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Worker.Mailing;

/// <summary>A ledger that has a week to tell of, and a mail server on this machine.</summary>
internal sealed class APostbox : IAsyncDisposable
{
    public const string Week = "2026-W10", Ada = "ada@example.org";

    private static readonly Lazy<byte[]> Filled = new(Fill);

    public APostbox()
    {
        // Long enough for a loaded machine; where a server is to be silent, a test says less.
        Daybook.Smtp = new SmtpWorld();
        Reset();
        Configure();
    }

    public ADaybook Daybook { get; } = new() { Now = "2026-03-09T06:00:00Z" };

    public SmtpStandIn Server { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Daybook.Dispose();
    }

    /// <param name="more">Other keys of Mail, as JSON with a comma before.</param>
    public void Configure(string security = "none", string host = "localhost", string more = "") => Daybook.Configure(
        $$"""{"Mail": {"From": "Daybook <daybook@example.org>", "To": "{{Ada}}", "Transport": "smtp", "Host": "{{host}}", "Port": {{Server.Port}}, "Security": "{{security}}"{{more}} } }""");

    /// <summary>The ledger as it was before any mail, and the clock.</summary>
    public void Reset()
    {
        Daybook.Write("ledger.db", Filled.Value);
        Daybook.Now = "2026-03-09T06:00:00Z";
        Server.Faults.Clear();
        Server.Taken.Clear();
        Server.Heard.Clear();
    }

    public (ExitCode Code, string Output, string Error) Send() => Daybook.Run("digest", Week, "--send");

    public void Later(int minutes) => Daybook.Now = InstantPattern.ExtendedIso.Format(InstantPattern.ExtendedIso.Parse(Daybook.Now).Value + Duration.FromMinutes(minutes));

    /// <summary>Runs again and again, an hour or so apart, until nothing is to come any more.</summary>
    public void UntilQuiet()
    {
        for (var runs = 0; ; runs++)
        {
            runs.ShouldBeLessThan(60);
            Daybook.Run("outbox", "send");
            if (Mail is not { } mail || mail.NextTryAt is null) return;
            Later(61);
        }
    }

    public MailRow? Mail
    {
        get
        {
            using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
            return ledger.Outbox.All() is [.., var last] ? last : null;
        }
    }

    public byte[] Body
    {
        get
        {
            using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
            return ledger.Outbox.Body(ledger.Outbox.All()[^1].Id);
        }
    }

    private static byte[] Fill()
    {
        using var daybook = new ADaybook { Now = "2026-03-09T06:00:00Z" };
        var monday = Moment.In("Europe/Berlin", "2026-03-02 09:00");
        daybook.Do("import", daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(monday, 0, 5, 12))));
        daybook.Do("report", "week", Week);
        return File.ReadAllBytes(daybook.LedgerPath);
    }
}
