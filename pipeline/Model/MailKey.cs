using System.Globalization;

namespace Daybook.Model;

/// <summary>Names one mail: for each there is one row in the outbox, ever.</summary>
/// <param name="Person">Whose time it tells of.</param>
/// <param name="Report"><c>digest</c>.</param>
/// <param name="Period"><c>2026-W47</c>.</param>
/// <param name="Recipient">Address, in lower case.</param>
/// <param name="Edition">From 1; a later one was wanted by hand.</param>
public sealed record MailKey(string Person, string Report, string Period, string Recipient, int Edition = 1)
{
    /// <summary>What a mail's id is made of, beside sender and recipient.</summary>
    public string About => Edition == 1 ? $"{Report}/{Period}/{Person}" : string.Create(CultureInfo.InvariantCulture, $"{Report}/{Period}/{Person}/{Edition}");

    public override string ToString() => Edition == 1 ? $"{Report}/{Period}/{Recipient}" : string.Create(CultureInfo.InvariantCulture, $"{Report}/{Period}/{Recipient}/{Edition}");
}
