using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Journal;

/// <summary>A size of the log and its root, as remembered beside the key file.</summary>
internal sealed record SignedSize(long Size, byte[] Root);

/// <summary>
/// Remembers the latest head beside the key file, outside database and data folder: whoever cuts the end off the Journal, heads
/// and counters included, is found out by a line that the database does not hold.
/// </summary>
internal sealed class HeadMemory(Database database, LineOptions options, TimeProvider time, ILogger<HeadMemory> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private bool accused;

    /// <summary>Where it lies.</summary>
    public static string PathOf(LineOptions options) => options.KeyFilePath + ".head";

    /// <summary>What is remembered; null when nothing is yet.</summary>
    public static SignedSize? Load(LineOptions options)
    {
        var path = PathOf(options);
        return File.Exists(path) && File.ReadAllText(path).Split(' ', StringSplitOptions.TrimEntries) is [var size, var root]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && root.Length == 2 * Digest.Length
            ? new(count, Convert.FromHexString(root))
            : null;
    }

    /// <summary>Writes the present head down; false when the log does not go on from the one remembered.</summary>
    public static bool Remember(Database database, LineOptions options)
    {
        using var db = database.Read();
        var known = Load(options);
        // A log that is shorter than the remembered one, or does not go on from it (an older copy was put back and has grown since), is an
        // accusation that must not be overwritten by its subject.
        if (known is not null && (db.Heads.Find(known.Size) is not { } then || !Digest.Same(then.Root, known.Root))) return false;
        if (db.Heads.OrderByDescending(h => h.Size).Select(h => new { h.Size, h.Root }).FirstOrDefault() is not { } head || head.Size == known?.Size) return true;
        Durable.Write(PathOf(options), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head.Size} {Convert.ToHexStringLower(head.Root)}\n")), replace: true);
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var holds = Remember(database, options);
                if (!holds && !accused) Log.LogSetBack(log);
                accused = !holds;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
            {
                Log.HeadNotRemembered(log, error.GetType().Name); // A full disk must not stop the whole service.
            }

            await Task.Delay(Pause, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Remember(database, options);
    }
}
