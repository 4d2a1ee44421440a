using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace TrustLine.Api.Journal;

/// <summary>Where the database is and how it is opened: SQLite in the data folder, every commit on disk before it is believed.</summary>
internal sealed class Database
{
    // The writer's connection lives as long as the service; its contexts are made once and used again, as those for reading are: to make one costs more than most of what is asked of it.
    private static readonly ConditionalWeakTable<DbConnection, PooledDbContextFactory<JournalDb>> Writing = [];

    private readonly string writing;
    private readonly DbContextOptions<JournalDb> readOptions;
    private readonly PooledDbContextFactory<JournalDb> reading;

    public Database(LineOptions options)
    {
        CreateFolder(options.DataDir);
        // Only the pen needs foreign keys watched; a reader would say so again, one statement more, at each of its many openings.
        var plain = new SqliteConnectionStringBuilder { DataSource = Path.Combine(options.DataDir, "trustline.db"), DefaultTimeout = 30 };
        writing = new SqliteConnectionStringBuilder(plain.ToString()) { ForeignKeys = true }.ToString();
        readOptions = new DbContextOptionsBuilder<JournalDb>()
            .UseSqlite(plain.ToString())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        reading = new(readOptions);
    }

    /// <summary>Begins to build the model of the database on another core while the start is still busy with settings; who needs it first waits for the rest.</summary>
    public static void BeginModel() => Task.Run(() =>
    {
        using var db = new JournalDb(new DbContextOptionsBuilder<JournalDb>().UseSqlite().Options);
        _ = db.Model;
    });

    /// <summary>A folder that only the service's user may enter.</summary>
    internal static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A context for reading; what is to be written goes through <see cref="JournalWriter"/>.</summary>
    public JournalDb Read() => reading.CreateDbContext();

    /// <summary>
    /// A context for reading one state of the whole database while others go on writing: rows that are compared with one another, or with the fact that
    /// left them, must come from the same moment. The transaction ends with the context, which closes its connection.
    /// </summary>
    public JournalDb Snapshot()
    {
        var db = new JournalDb(readOptions); // Its own, since the open transaction goes with it.
        db.Database.OpenConnection();
        // Deferred: it takes no lock, so the pen goes on.
        db.Database.UseTransaction(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true));
        return db;
    }

    /// <summary>A context inside the writer's open transaction.</summary>
    public static JournalDb Within(DbTransaction transaction)
    {
        var db = Writing.GetValue(transaction.Connection!, connection => new(new DbContextOptionsBuilder<JournalDb>().UseSqlite(connection).Options)).CreateDbContext();
        db.Database.AutoSavepointsEnabled = false; // The writer sets its own around each act.
        db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>The writer's own connection: write-ahead log, each commit synced, deleted bytes overwritten.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(writing);
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=30000;");
        return connection;
    }

    /// <summary>Creates the database or brings an older one up to date; every step is one transaction.</summary>
    public void Migrate()
    {
        using var connection = OpenWriter();
        Run(connection, "CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER NOT NULL PRIMARY KEY);");
        foreach (var (step, sql) in Steps())
        {
            using var transaction = connection.BeginTransaction();
            if (Run(connection, $"INSERT OR IGNORE INTO schema_steps (step) VALUES ({step});", transaction) == 1)
                Run(connection, sql, transaction);
            transaction.Commit();
        }
    }

    /// <summary>The numbered steps <c>Migrations/0001.sqlite.sql</c> …, in order.</summary>
    internal static IEnumerable<(int Step, string Sql)> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string folder = "TrustLine.Api.Journal.Migrations.";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan(folder.Length, 4), System.Globalization.CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }

    private static int Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the numbered steps of this assembly and the lines above come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command.ExecuteNonQuery();
    }
}
