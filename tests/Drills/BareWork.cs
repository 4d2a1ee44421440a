// What a report costs when nothing but the unavoidable is done: the same seals, the same hash of the receipt code, the same bytes committed.
// No HTTP, no reading of the text, no Journal's log, no notices: what the service adds is the difference.

using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;
using TrustLine.Vault.Reports;

namespace TrustLine.Drills;

public sealed record BareFigures(double PerSecond, Times Times, double PerCommit, double Hash, double Seals, long Bytes, double Processor);

public sealed class BareWork : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ServerSeal _server = new(new EphemeralDataProtectionProvider());
    private readonly ReportSealer _sealer;
    private readonly ReceiptVerifier _verifier;
    private readonly SealingKeys _keys;
    private readonly byte[] _narrative;

    public BareWork(string folder, int narrativeBytes)
    {
        // The host's module initialiser finds the machine's SQLite; the same library must be measured.
        RuntimeHelpers.RunModuleConstructor(Assembly.Load("TrustLine.Api").ManifestModule.ModuleHandle);
        _connection = new($"Data Source={Path.Combine(folder, "bare.db")}");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=FULL");
        Run("PRAGMA secure_delete=ON");
        Run("CREATE TABLE report (id BLOB NOT NULL PRIMARY KEY, lookup BLOB NOT NULL UNIQUE, salt BLOB NOT NULL, wrapped BLOB NOT NULL, public BLOB NOT NULL) WITHOUT ROWID");
        Run("CREATE TABLE part (report BLOB NOT NULL, kind INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL)");
        Run("CREATE TABLE seal (report BLOB NOT NULL, kind INTEGER NOT NULL, bytes BLOB NOT NULL)");
        Run("CREATE INDEX part_report ON part (report)");
        Run("CREATE INDEX seal_report ON seal (report)");
        _sealer = new(_server);
        _verifier = new(RandomNumberGenerator.GetBytes(ReceiptVerifier.InstallationSaltLength), SecretKey.Fresh(), _server);
        _keys = new(Enum.GetValues<Group>().Select(g => new GroupGeneration(g, 1, AgreementPair.Fresh().PublicKey)));
        _narrative = Encoding.UTF8.GetBytes(new string('о', narrativeBytes / 2));
    }

    public async Task<BareFigures> RunAsync(int clients, TimeSpan length)
    {
        var queue = Channel.CreateUnbounded<(Sealed Report, TaskCompletionSource Done)>(new() { SingleReader = true });
        var times = new Times();
        int count = 0, commits = 0;
        long bytes = 0, hash = 0, seals = 0;
        var pen = new Thread(() =>
        {
            var batch = new List<(Sealed Report, TaskCompletionSource Done)>();
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (batch.Count < 64 && queue.Reader.TryRead(out var next))
                {
                    batch.Add(next);
                }

                using (var transaction = _connection.BeginTransaction())
                {
                    foreach (var (report, _) in batch)
                    {
                        bytes += Insert(report, transaction);
                    }

                    transaction.Commit();
                }

                commits++;
                count += batch.Count;
                batch.ForEach(b => b.Done.SetResult());
                batch.Clear();
            }
        });
        pen.Start();
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < length)
            {
                var begun = watch.Elapsed;
                var sealedReport = Seal(ref hash, ref seals);
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await queue.Writer.WriteAsync((sealedReport, done));
                await done.Task;
                times.Add(watch.Elapsed - begun);
            }
        })));
        var took = watch.Elapsed;
        queue.Writer.Complete();
        pen.Join();
        return new(count / took.TotalSeconds, times, (double)count / commits, Milliseconds(hash) / count, Milliseconds(seals) / count, bytes / count, (Process.GetCurrentProcess().TotalProcessorTime - own).TotalMilliseconds / count);

        static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
    }

    public void Dispose() => _connection.Dispose();

    private Sealed Seal(ref long hash, ref long seals)
    {
        var id = Guid.NewGuid();
        var begun = Stopwatch.GetTimestamp();
        using var code = ReceiptCode.Fresh();
        using var stretched = _verifier.Stretch(code);
        var hashed = Stopwatch.GetTimestamp();
        using var reporter = AgreementPair.Fresh();
        var row = _verifier.Wrap(stretched, reporter, id);
        var report = _sealer.Seal(id, new ReportContent { IndexCard = _narrative.AsMemory(0, 300), Narrative = _narrative, Answers = _narrative.AsMemory(0, 800), Manifest = default, Identity = default }, ConflictRule.ReadersOf(false, false), _keys);
        Interlocked.Add(ref hash, hashed - begun);
        Interlocked.Add(ref seals, Stopwatch.GetTimestamp() - hashed);
        return new(id, row, report);
    }

    private long Insert(Sealed report, SqliteTransaction transaction)
    {
        long bytes = 0;
        var id = report.Id.ToByteArray();
        using var head = Command("INSERT INTO report VALUES ($a, $b, $c, $d, $e)", transaction, id, report.Row.LookUp, report.Row.Salt, report.Row.WrappedKey, report.Row.ReporterPublicKey);
        head.ExecuteNonQuery();
        foreach (var part in report.Report.Parts)
        {
            using var insert = Command("INSERT INTO part VALUES ($a, $b, $c, $d)", transaction, id, (int)part.Kind, part.Bytes, part.Hash);
            insert.ExecuteNonQuery();
            bytes += part.Bytes.Length + part.Hash.Length;
        }

        foreach (var slot in report.Report.Slots)
        {
            using var insert = Command("INSERT INTO seal VALUES ($a, $b, $c)", transaction, id, (int)slot.Kind, slot.Bytes);
            insert.ExecuteNonQuery();
            bytes += slot.Bytes.Length;
        }

        return bytes + report.Row.LookUp.Length + report.Row.WrappedKey.Length + report.Row.ReporterPublicKey.Length;
    }

    private SqliteCommand Command(string sql, SqliteTransaction transaction, params object[] values)
    {
        var command = _connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Only the literals above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        }

        return command;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only the literals above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed record Sealed(Guid Id, ReceiptRow Row, SealedReport Report);
}
