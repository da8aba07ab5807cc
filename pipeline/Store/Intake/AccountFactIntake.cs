using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Takes facts of the account in. Of several versions of one identity the one stamped last is current, then the one that
/// takes effect last, then the one whose content sorts last: the order of imports must not matter.
/// </summary>
internal sealed class AccountFactIntake(SqliteConnection connection, int source, long file, long? asOf)
{
    private const string KnowsSql = "select 1 from account_fact where source_id = $source and kind = $kind and identity = $identity limit 1";

    private const string AddSql =
        """
        insert into account_fact (source_id, kind, identity, content, is_current, stamp_us, at_us, date, json, file_id, line, offset, pointer)
        values ($source, $kind, $identity, $content, 1, $stamp, $at, $date, $json, $file, $line, $offset, $pointer)
        on conflict (source_id, kind, identity, content) do nothing
        """;

    public const string SettleSql =
        """
        update account_fact
        set is_current = id = (
          select best.id from account_fact as best
          where best.source_id = $source and best.kind = $kind and best.identity = $identity
          order by best.stamp_us is not null desc, best.stamp_us desc, best.at_us is not null desc, best.at_us desc, best.content desc
          limit 1)
        where source_id = $source and kind = $kind and identity = $identity
        """;

    public RowCounts Add(AccountFact fact)
    {
        if (asOf is { } moment) fact = fact with { Stamp = Stamps.OfFact(connection, source, fact.Kind, fact.Identity, fact.Stamp, stamp => Content(fact with { Stamp = stamp }), moment) };
        var isKnown = connection.Scalar<long?>(KnowsSql, ("$source", source), ("$kind", fact.Kind), ("$identity", fact.Identity)) is not null;
        var added = connection.Execute(AddSql, ("$source", source), ("$kind", fact.Kind), ("$identity", fact.Identity), ("$content", Content(fact)),
            ("$stamp", fact.Stamp), ("$at", fact.AtMicros), ("$date", fact.Date is { } date ? Days.From(date) : null), ("$json", fact.Json),
            ("$file", file), ("$line", fact.Place.Line), ("$offset", fact.Place.Offset), ("$pointer", fact.Place.Pointer));
        if (added == 0) return new RowCounts(0, 1, 0, 0, 0);
        if (!isKnown) return new RowCounts(1, 0, 0, 0, 0);
        connection.Execute(SettleSql, ("$source", source), ("$kind", fact.Kind), ("$identity", fact.Identity));
        return new RowCounts(0, 0, 1, 0, 0);
    }

    /// <summary>Of all that is kept of the fact but its place.</summary>
    private static byte[] Content(AccountFact fact) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"account-fact/1\n{fact.Stamp}\n{fact.AtMicros}\n{(fact.Date is { } date ? Days.From(date) : null)}\n{fact.Json}")))[..16];
}
