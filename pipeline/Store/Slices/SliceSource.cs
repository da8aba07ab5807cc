using System.Text;
using Daybook.Model;
using Daybook.Store.Hot;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Store;

/// <param name="Settings">What the person's days were derived with; empty when they never were.</param>
public sealed record DerivedPerson(int Id, string Name, string Settings);

/// <summary>
/// A ledger opened only to read periods from it. A report is a short process, and loading the database provider would be
/// half of its time: the quick way opens the file with SQLite's own functions, and gives way to the thorough one, which
/// says what is wrong, wherever anything is not as expected.
/// </summary>
public sealed class SliceSource : IDisposable
{
    private readonly Ledger? _ledger;
    private readonly nint _db;

    private SliceSource(nint db, Ledger? ledger)
    {
        _db = db;
        _ledger = ledger;
    }

    /// <summary>The quick way, or null when the file needs a closer look.</summary>
    public static unsafe SliceSource? TryOpenQuickly(string path)
    {
        if (!File.Exists(path)) return null;
        nint db = 0;
        try
        {
            Sqlite3.DoWithoutLocks();
            fixed (byte* utf8 = Encoding.UTF8.GetBytes(path + '\0'))
                if (Sqlite3.Open(utf8, out db, Sqlite3.OpenReadOnly, 0) != Sqlite3.Ok) return Closed(db);
            var isOurs = Number(db, "pragma application_id") == Migrations.ApplicationId
                && Number(db, "pragma user_version") == Migrations.Latest;
            Number(db, "pragma busy_timeout = 5000");
            Number(db, "pragma trusted_schema = off");
            Number(db, "pragma cell_size_check = on");
            return isOurs ? new SliceSource(db, null) : Closed(db);
        }
        catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or DllNotFoundException)
        {
            return Closed(db);
        }
    }

    /// <summary>Reads through a ledger that is open anyway, which stays the caller's.</summary>
    public static SliceSource Of(Ledger ledger) => new(ledger.Connection.Handle!.DangerousGetHandle(), ledger);

    /// <summary>Whether facts have come that the derived days do not follow yet.</summary>
    public bool IsStale => Number(_db, "select exists (select 1 from stale)") != 0;

    /// <summary>In the order they were first seen.</summary>
    public IReadOnlyList<DerivedPerson> People()
    {
        using var statement = new HotStatement(_db,
            "select id, name, coalesce(settings, '') from person left join derived_with on person_id = id order by id");
        var people = new List<DerivedPerson>();
        while (statement.Step()) people.Add(new DerivedPerson(statement.Int(0), statement.Text(1), statement.Text(2)));
        return people;
    }

    /// <param name="earlier">How many periods before it are wanted for comparison.</param>
    public DerivedSlice Read(int person, Period period, int earlier) => new SliceReader(_db).Read(person, period, earlier);

    /// <summary>The days of a range with their stretches and without their parts, both ends inclusive; days without a row are left out.</summary>
    public IReadOnlyList<DerivedDay> Days(int person, LocalDate first, LocalDate last) => new SliceReader(_db).DaysOf(person, first, last);

    /// <summary>What was worked on the days of a range, microseconds, and whether any source says anything of one of them.</summary>
    public (long Worked, bool HasData) SumOf(int person, LocalDate first, LocalDate last) => new SliceReader(_db).SumOf(person, first, last);

    /// <summary>The first day that a source says anything of, or null.</summary>
    public LocalDate? FirstDay(int person) => new SliceReader(_db).FirstDay(person);

    /// <summary>Days with any time, in order.</summary>
    public IReadOnlyList<LocalDate> ActiveDates(int person) => new SliceReader(_db).ActiveDates(person);

    /// <summary>The ledger that is open anyway; null the quick way.</summary>
    public Ledger? Ledger => _ledger;

    /// <summary>What a report asks its reader about.</summary>
    public QuestionReader Questions => new(_db);

    /// <summary>What an account is worked out from.</summary>
    public AccountReader Account => new(_db);

    /// <summary>What the person's sources say of the account beside time.</summary>
    public IReadOnlyList<TermFact> Terms(int person) => new TermReader(_db).Of(person);

    /// <summary>Likewise, of some kinds.</summary>
    /// <param name="kinds">Constants of <see cref="AccountFact"/>.</param>
    public IReadOnlyList<TermFact> Terms(int person, params IReadOnlyList<string> kinds) => new TermReader(_db).Of(person, kinds);

    /// <summary>Of whom time was.</summary>
    public EngagementReader Engagements => new(_db);

    public void Dispose()
    {
        if (_ledger is null) Sqlite3.Close(_db);
    }

    private static SliceSource? Closed(nint db)
    {
        if (db != 0) Sqlite3.Close(db);
        return null;
    }

    private static long? Number(nint db, string sql)
    {
        using var statement = new HotStatement(db, sql);
        return statement.Step() ? statement.Int64(0) : null;
    }
}
