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
    private const int SecondsToWait = 30;

    private readonly WriterLock? _lock;
    private readonly bool _isRehearsal;
    private RunStore? _runs;

    private Ledger(SqliteConnection connection, WriterLock? writerLock, bool isRehearsal)
    {
        Connection = connection;
        _lock = writerLock;
        _isRehearsal = isRehearsal;
        if (isRehearsal) connection.Execute("begin immediate");
    }

    internal SqliteConnection Connection { get; }

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

    public TermReader Terms => new(Connection.Handle!.DangerousGetHandle());

    /// <summary>Begins to take a file in; see <see cref="FileIntake"/>.</summary>
    /// <param name="path">The file as the person named it.</param>
    /// <param name="asOf">When the source said so, microseconds since the epoch, where what differs from what it said before is newer.</param>
    public FileIntake TakeIn(long run, SourceInfo source, string kind, string path, HeartbeatNames names, bool isPlain = false, long? asOf = null) =>
        new(this, run, source, kind, path, names, isPlain, asOf);

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
            if (exists) RefuseOddFile(path);
            if (isRehearsal && !exists) return OpenScratch(nowMicros);
            if (!exists) Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var writerLock = WriterLock.Take(path, holder);
            try
            {
                if (!exists) Create(path, nowMicros);
                var connection = Connect(path, isReadOnly: false);
                Migrations.Apply(connection, Migrations.Shipped, nowMicros, version => Backup.BeforeMigration(connection, path, version));
                return new Ledger(connection, writerLock, isRehearsal);
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
            RefuseOddFile(path);
            if (HasUnfinishedJournal(path)) RollBack(path);
            var connection = Connect(path, isReadOnly: true);
            if (Migrations.Verify(connection, Migrations.Shipped) < Migrations.Shipped.Count)
                throw new LedgerException(LedgerTrouble.Unknown, "the ledger is of an older Daybook. Any writing command, such as 'daybook run', brings it up to date.");
            return new Ledger(connection, writerLock: null, isRehearsal: false);
        });

    /// <summary>As <see cref="OpenForReading"/>, for what must not wait nor mend: null where there is no ledger, or one that a killed run left to be mended.</summary>
    /// <exception cref="LedgerException">See <see cref="LedgerTrouble"/>; that it is busy is said within two seconds.</exception>
    public static Ledger? Glance(string path) =>
        Guarded(path, () =>
        {
            if (!File.Exists(path) || HasUnfinishedJournal(path)) return null;
            RefuseOddFile(path);
            var connection = Connect(path, isReadOnly: true, isHurried: true);
            return new Ledger(connection, writerLock: null, isRehearsal: false);
        });

    /// <summary>A ledger that is gone when it is closed.</summary>
    public static Ledger OpenScratch(long nowMicros)
    {
        var connection = new SqliteConnection("Data Source=;Pooling=False");
        connection.Open();
        Pragmas.Set(connection, isReadOnly: false, isScratch: true);
        Migrations.Apply(connection, Migrations.Shipped, nowMicros, backUp: null);
        return new Ledger(connection, writerLock: null, isRehearsal: false);
    }

    /// <summary>Runs the work as one transaction; within a rehearsal as a part of it, so that later work sees it.</summary>
    internal T InTransaction<T>(Func<T> work)
    {
        Connection.Execute(_isRehearsal ? "savepoint part" : "begin immediate");
        try
        {
            var result = work();
            Connection.Execute(_isRehearsal ? "release part" : "commit");
            return result;
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    internal void Begin() => Connection.Execute(_isRehearsal ? "savepoint part" : "begin immediate");

    internal void Commit() => Connection.Execute(_isRehearsal ? "release part" : "commit");

    /// <summary>Undoes what was done since <see cref="Begin"/>; after a full disk SQLite may have done so already.</summary>
    internal void Abandon()
    {
        try
        {
            Connection.Execute(_isRehearsal ? "rollback to part" : "rollback");
            if (_isRehearsal) Connection.Execute("release part");
        }
        catch (SqliteException)
        {
            // The error that led here is the one to report.
        }
    }

    public void Dispose()
    {
        if (_isRehearsal) Connection.Execute("rollback");
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
            throw Translated(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerException(LedgerTrouble.Forbidden, $"the ledger {path} may not be opened: {e.Message}", e);
        }
    }

    /// <summary>SQLite's own error as a sentence with a way out.</summary>
    public static LedgerException Translated(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => new(LedgerTrouble.Busy, $"another program is writing to the ledger {path}. Wait for it to end, then run again.", e),
        8 => new(LedgerTrouble.Forbidden, $"the ledger {path} may not be written.", e),
        13 => new(LedgerTrouble.Damaged, $"the disk is full; nothing of what was being written was kept. Make room, then run again ({path}).", e),
        11 or 26 => new(LedgerTrouble.Damaged, $"the ledger {path} is damaged or not a database. Restore a backup; the file was not changed.", e),
        14 => new(LedgerTrouble.Forbidden, $"the ledger {path} cannot be opened or its folder not be written.", e),
        _ => new(LedgerTrouble.Damaged, $"the ledger {path} cannot be used: {e.Message}", e),
    };

    private static SqliteConnection Connect(string path, bool isReadOnly, bool isHurried = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = isHurried ? 1 : SecondsToWait,
        }.ToString());
        try
        {
            connection.Open();
            Pragmas.Set(connection, isReadOnly, isScratch: false, isHurried);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool HasUnfinishedJournal(string path) => new FileInfo($"{path}-journal") is { Exists: true, Length: > 0 };

    /// <summary>A run was killed inside a transaction: SQLite undoes it, but not through a connection that may only read.</summary>
    private static void RollBack(string path)
    {
        using var writerLock = WriterLock.Take(path, "daybook, undoing what a killed run left");
        using var connection = Connect(path, isReadOnly: false);
        connection.Scalar<long>("select count(*) from sqlite_schema");
    }

    /// <summary>Under another name first: what has the ledger's name is one, however soon the process is killed.</summary>
    private static void Create(string path, long nowMicros)
    {
        // Somebody else may have made it while the lock was waited for.
        if (File.Exists(path)) return;
        var unfinished = $"{path}.new";
        foreach (var old in (ReadOnlySpan<string>)[unfinished, $"{unfinished}-journal"]) File.Delete(old);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // SQLite gives its journal the rights of the database: what a person did all day is nobody else's business.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(unfinished, options).Dispose();
        using (var connection = Connect(unfinished, isReadOnly: false)) Migrations.Apply(connection, Migrations.Shipped, nowMicros, backUp: null);
        File.Move(unfinished, path);
        File.Delete($"{unfinished}-journal");
    }

    private static void RefuseOddFile(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            throw new LedgerException(LedgerTrouble.Forbidden, $"{path} is a link; SQLite's journal would lie beside the link. Name the ledger itself.");
        if (info.Length == 0)
            throw new LedgerException(LedgerTrouble.Damaged, $"the ledger {path} is empty, and Daybook never leaves one so. Restore a backup; or take the file away, and a new ledger is made.");
    }
}
