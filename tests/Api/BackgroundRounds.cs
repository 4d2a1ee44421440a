// What goes its rounds in the background: a bad round stops neither the next one nor the service, and the log says its kind only.

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TrustLine.Api;

namespace TrustLine.Tests;

public sealed class BackgroundRounds
{
    [Fact]
    public async Task A_bad_round_is_logged_by_its_kind_and_the_next_ones_are_gone()
    {
        var log = new Lines();
        using var rounds = new Failing(log);
        await rounds.StartAsync(default);
        await rounds.Third.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(rounds.ExecuteTask!.IsCompleted);
        await rounds.StopAsync(default);
        Assert.Equal(2, log.Said.Count);
        Assert.All(log.Said, line =>
        {
            Assert.Contains("Failing failed: InvalidOperationException", line, StringComparison.Ordinal);
            Assert.DoesNotContain("Тлеубаев", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Stopping_is_no_bad_round()
    {
        var log = new Lines();
        using var rounds = new Waiting(log);
        await rounds.StartAsync(default);
        await rounds.StopAsync(default);
        Assert.True(rounds.ExecuteTask!.IsCompleted);
        Assert.Empty(log.Said);
    }

    private sealed class Failing(ILogger log) : Rounds(TimeSpan.FromMilliseconds(1), TimeProvider.System, log)
    {
        private int round;

        public TaskCompletionSource Third { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task GoRoundAsync(CancellationToken cancellation)
        {
            await Task.Yield();
            if (++round < 3) throw new InvalidOperationException("Тлеубаев взял взятку");
            Third.TrySetResult();
        }
    }

    private sealed class Waiting(ILogger log) : Rounds(TimeSpan.FromMilliseconds(1), TimeProvider.System, log)
    {
        protected override Task GoRoundAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }

    private sealed class Lines : ILogger
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue(formatter(state, exception) + exception);
    }
}
