using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// The one SQLite database that all facts and all that is derived from them live in. Opening it for writing takes the
/// lock; nothing outside this project sees a connection.
/// </summary>
public sealed class Ledger : IDisposable
{
    private readonly WriterLock? _lock;
    private readonly bool _isRehearsal;
    private readonly RowSums? _sums;
    private bool _isWithin;
    private int _begun;
    private RunStore? _runs;

    private Ledger(SqliteConnection connection, WriterLock? writerLock, bool isRehearsal, bool isReadOnly)
    {
        Connection = connection;
        _lock = writerLock;
        if (!isReadOnly) _sums = new RowSums(connection);
        if (isRehearsal) connection.Execute("begin immediate");
        _isRehearsal = _isWithin = isRehearsal;
    }

    internal SqliteConnection Connection { get; }

    /// <summary>For who inserts heartbeats, which no trigger sees; see <see cref="RowSums"/>.</summary>
    internal RowSums Sums => _sums ?? throw new InvalidOperationException("the ledger was opened for reading");

    static Ledger()
    {
        Sqlite3.DoWithoutLocks();
        SQLitePCL.Batteries_V2.Init();
    }

    public RunStore Runs => _runs ??= new RunStore(this);

    /// <summary>The stage that the last run was at when it let go of the lock, or null.</summary>
    public string? LeftAt => _lock?.LeftAt;

    /// <summary>Tells whoever waits for the lock what is being done.</summary>
    public void At(string? stage) => _lock?.Say(stage);

    public SourceStore Sources => new(this);

    public FactReader Facts => new(this);

    public DerivedStore Derived => new(this);

    public StatusReader Status => new(this);

    public OriginReader Origins => new(this);

    public LedgerChecks Checks => new(this);

    public ClosingStore Closings => new(this);

    public KnownNames Known => new(this);

    public QuarantineReader Quarantine => new(this);

    public EntryReader Entries => new(this);

    public CursorStore Cursors => new(this);

    public PushStore Pushes => new(this);

    public OutboxStore Outbox => new(this);

    public PurgeStore Purges => new(this);

    public TermReader Terms => new(Connection.Handle!.DangerousGetHandle());

    /// <summary>Begins to take a file in; see <see cref="FileIntake"/>.</summary>
    /// <param name="path">The file as the person named it.</param>
    /// <param name="asOf">When the source said so, microseconds since the epoch, where what differs from what it said before is newer.</param>
    /// <param name="redactor">Says what is kept of what the file says; null where all is.</param>
    /// <param name="isAgain">What was purged before comes in again.</param>
    public FileIntake TakeIn(long run, SourceInfo source, string kind, string path, HeartbeatNames names, bool isPlain = false, long? asOf = null, bool isAgain = false, Redactor? redactor = null) =>
        new(this, run, source, kind, path, names, isPlain, asOf, isAgain, redactor);

    /// <summary>The version of the database library, and what it was built with.</summary>
    public (string Version, IReadOnlyList<string> Options) Library => (Connection.Scalar<string>("select sqlite_version()")!, Connection.Query("select compile_options from pragma_compile_options", r => r.GetString(0)));

    public LedgerNames Names() => new(this);

    public FactPrints Prints() => new(this);

    /// <summary>Opens for writing; makes the ledger where there is none, brings its schema up to date where it is older.</summary>
    /// <param name="holder">What the lock file says of who holds it: <c>daybook import</c>.</param>
    /// <param name="nowMicros">The clock, for the record of migrations.</param>
    /// <param name="isRehearsal">Everything done is undone when the ledger is closed; where there is no ledger, none is made.</param>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>.</exception>
    public static Ledger OpenForWriting(string path, string holder, long nowMicros, bool isRehearsal = false) =>
        Guarded(path, () =>
        {
            var exists = File.Exists(path);
            if (exists) LedgerFile.RefuseOddFile(path);
            if (isRehearsal && !exists) return OpenScratch(nowMicros);
            if (!exists) Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var writerLock = WriterLock.Take(path, holder);
            try
            {
                if (!exists) LedgerFile.Create(path, nowMicros);
                var connection = LedgerFile.Connect(path, isReadOnly: false);
                Migrations.Apply(connection, Migrations.Shipped, nowMicros, version => Backup.BeforeMigration(connection, path, version));
                return new Ledger(connection, writerLock, isRehearsal, isReadOnly: false);
            }
            catch
            {
                writerLock.Dispose();
                throw;
            }
        });

    /// <summary>Opens an existing ledger for reading; takes no lock and changes nothing.</summary>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>.</exception>
    public static Ledger OpenForReading(string path) =>
        Guarded(path, () =>
        {
            if (!File.Exists(path))
                throw new LedgerException(LedgerTrouble.Missing, $"there is no ledger at {path}. 'daybook import' makes one.");
            LedgerFile.RefuseOddFile(path);
            if (LedgerFile.HasUnfinishedJournal(path)) LedgerFile.RollBack(path);
            var connection = LedgerFile.Connect(path, isReadOnly: true);
            if (Migrations.Verify(connection, Migrations.Shipped) < Migrations.Shipped.Count)
                throw new LedgerException(LedgerTrouble.Unknown, "the ledger is of an older Daybook. Any writing command, such as 'daybook run', brings it up to date.");
            return new Ledger(connection, writerLock: null, isRehearsal: false, isReadOnly: true);
        });

    /// <summary>
    /// Opens an existing ledger to copy it, whatever schema it has; nobody writes to it meanwhile. Where no lock can be made, since nothing
    /// can be written there, nobody can.
    /// </summary>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>.</exception>
    public static Ledger OpenForBackup(string path, string holder) =>
        Guarded(path, () =>
        {
            if (!File.Exists(path)) throw new LedgerException(LedgerTrouble.Missing, $"there is no ledger at {path}. 'daybook import' makes one.");
            LedgerFile.RefuseOddFile(path);
            var writerLock = LedgerFile.LockIfAllowed(path, holder);
            try
            {
                if (LedgerFile.HasUnfinishedJournal(path)) LedgerFile.Settle(path);
                var connection = LedgerFile.Connect(path, isReadOnly: true);
                if (Migrations.Verify(connection, Migrations.Shipped) == 0) throw new LedgerException(LedgerTrouble.Unknown, $"the file {path} is a SQLite database without a ledger in it.");
                return new Ledger(connection, writerLock, isRehearsal: false, isReadOnly: true);
            }
            catch
            {
                writerLock?.Dispose();
                throw;
            }
        });

    /// <summary>A copy that nobody else knows of, brought up to date without a backup: it is one of a backup.</summary>
    internal static Ledger OpenCopy(string path, long nowMicros)
    {
        var connection = LedgerFile.Connect(path, isReadOnly: false);
        try
        {
            Migrations.Apply(connection, Migrations.Shipped, nowMicros, backUp: null);
            return new Ledger(connection, writerLock: null, isRehearsal: false, isReadOnly: false);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="OpenForReading"/>, for what must not wait nor mend: null where there is no ledger, or one that a killed run left to be mended.</summary>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>; that it is busy is said within two seconds.</exception>
    public static Ledger? Glance(string path) =>
        Guarded(path, () =>
        {
            if (!File.Exists(path) || LedgerFile.HasUnfinishedJournal(path)) return null;
            LedgerFile.RefuseOddFile(path);
            var connection = LedgerFile.Connect(path, isReadOnly: true, isHurried: true);
            return new Ledger(connection, writerLock: null, isRehearsal: false, isReadOnly: true);
        });

    /// <summary>A ledger that is gone when it is closed.</summary>
    public static Ledger OpenScratch(long nowMicros)
    {
        var connection = new SqliteConnection("Data Source=;Pooling=False");
        connection.Open();
        Pragmas.Set(connection, isReadOnly: false, isScratch: true);
        Migrations.Apply(connection, Migrations.Shipped, nowMicros, backUp: null);
        return new Ledger(connection, writerLock: null, isRehearsal: false, isReadOnly: false);
    }

    /// <summary>Runs the work as one transaction; within a rehearsal as a part of it, so that later work sees it.</summary>
    internal T InTransaction<T>(Func<T> work)
    {
        Begin();
        try
        {
            var result = work();
            Commit();
            return result;
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>As a part of the transaction that is open, or as one of its own.</summary>
    internal T InAnyTransaction<T>(Func<T> work) => _begun > 0 ? work() : InTransaction(work);

    /// <summary>As <see cref="InTransaction"/>, of work that is made of such parts.</summary>
    internal T AsOne<T>(Func<T> work)
    {
        if (_isWithin) return InTransaction(work);
        Begin();
        _isWithin = true;
        try
        {
            var result = work();
            _isWithin = false;
            Commit();
            return result;
        }
        catch
        {
            _isWithin = false;
            Abandon();
            throw;
        }
    }

    internal void Begin()
    {
        Connection.Execute(_isWithin ? "savepoint part" : "begin immediate");
        _sums?.Begin();
        _begun++;
    }

    internal void Commit()
    {
        _sums?.End();
        Connection.Execute(_isWithin ? "release part" : "commit");
        _begun--;
    }

    /// <summary>Undoes what was done since <see cref="Begin"/>; after a full disk SQLite may have done so already.</summary>
    internal void Abandon()
    {
        _sums?.Abandon();
        _begun--;
        try
        {
            Connection.Execute(_isWithin ? "rollback to part" : "rollback");
            if (_isWithin) Connection.Execute("release part");
        }
        catch (SqliteException)
        {
            // The error that led here is the one to report.
        }
    }

    public void Dispose()
    {
        if (_isRehearsal) Connection.Execute("rollback");
        _sums?.Dispose();
        Connection.Dispose();
        _lock?.Dispose();
    }

    internal static T Guarded<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e)
        {
            throw LedgerException.From(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the ledger {path} may not be opened: {e.Message}", e);
        }
    }
}
