using TrustLine.Api.Journal;

namespace TrustLine.Api.Audit;

/// <summary>Runs the independent checker of the Journal when the auditor asks, one run at a time, on one state of the rows while others go on writing; and keeps what it found until the next run or the next start.</summary>
internal sealed class JournalWatch(Database database, LineKeys keys, LineOptions options, TimeProvider time, ILogger<JournalWatch> log)
{
    private readonly Lock turn = new();
    private Task running = Task.CompletedTask;

    /// <summary>What the last run found; null when there was none since the start.</summary>
    public CheckedJournal? Last { get; private set; }

    /// <summary>Whether a run is under way.</summary>
    public bool Running
    {
        get { lock (turn) return !running.IsCompleted; }
    }

    /// <summary>Begins a run unless one is under way; the task is that run.</summary>
    public Task Begin()
    {
        lock (turn) return running.IsCompleted ? running = Task.Run(Check) : running;
    }

    private void Check()
    {
        try
        {
            var began = time.GetUtcNow();
            var remembered = HeadMemory.Load(options); // Before the rows: they may only be newer.
            using var db = database.Snapshot();
            var faults = new JournalCheck(db, keys.LogSigner, remembered).Run();
            Last = new(began, db.Entries.LongCount(), db.Reports.Count(), faults);
            if (faults.Count > 0) Log.JournalDoesNotHold(log, faults.Count);
        }
#pragma warning disable CA1031 // Nobody waits for the run: what went wrong is told where everything else is told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.CheckFailed(log, error.GetType().Name);
        }
    }
}

/// <summary>What one run of the checker found: when, over how much, and one line for each row that was touched. Numbers and ids only.</summary>
internal sealed record CheckedJournal(DateTimeOffset At, long Entries, int Reports, IReadOnlyList<string> Faults);
