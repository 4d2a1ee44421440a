using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace TrustLine.Channels.Email;

/// <summary>
/// One connection to a mail server, below SMTP and IMAP alike: TLS with a checked certificate, lines of bounded length, and no wait without an end. What goes wrong leaves as
/// the protocol's own exception, without a word that was spoken on the line.
/// </summary>
internal sealed partial class MailLine : IAsyncDisposable
{
    private const int BufferSize = 64 << 10;
    private const int SlowestBytesPerSecond = 4 << 10; // A server that drips is as good as silent.

    private readonly MailAccount account;
    private readonly Func<LineTrouble, Exception> trouble;
    private readonly byte[] buffer = new byte[BufferSize];
    private Stream stream;
    private Task<int>? reading;
    private int start;
    private int end;
    private TimeSpan left;

    private MailLine(MailAccount account, Func<LineTrouble, Exception> trouble, Stream stream) => (this.account, this.trouble, this.stream) = (account, trouble, stream);

    /// <summary>Whether what is said now is under TLS.</summary>
    public bool Protected => stream is SslStream;

    /// <summary>A new exchange begins: its answer may take a few times as long in all as one silence within it.</summary>
    public void Begin() => left = 4 * account.Patience;

    /// <summary>Adds the next line, without its end, to the text, which never grows beyond <paramref name="most"/> bytes.</summary>
    public async ValueTask ReadLineAsync(MemoryStream text, int most, CancellationToken cancellation)
    {
        for (;;)
        {
            if (start == end) await FillAsync(cancellation);
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var take = found < 0 ? end - start : found;
            if (text.Length + take > most) throw trouble(LineTrouble.Broken);
            text.Write(buffer, start, take);
            start += take + (found < 0 ? 0 : 1);
            if (found < 0) continue;
            if (text.Length > 0 && text.GetBuffer()[text.Length - 1] == '\r') text.SetLength(text.Length - 1);
            return;
        }
    }

    /// <summary>Hands on exactly so many bytes as they come; what comes at a fair speed may take as long as it needs.</summary>
    public async Task CopyAsync(long count, Stream to, CancellationToken cancellation)
    {
        while (count > 0)
        {
            if (start == end) await FillAsync(cancellation);
            var take = (int)Math.Min(count, end - start);
            await to.WriteAsync(buffer.AsMemory(start, take), cancellation);
            left += TimeSpan.FromSeconds((double)take / SlowestBytesPerSecond);
            start += take;
            count -= take;
        }
    }

    /// <summary>Whether anything comes within this time.</summary>
    public async Task<bool> ArrivesAsync(TimeSpan within, CancellationToken cancellation)
    {
        if (start != end) return true;
        Begin();
        reading ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        try
        {
            await reading.WaitAsync(within, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception error) when (IsLost(error))
        {
            // Whoever reads next is told.
        }

        return true;
    }

    /// <summary>Says something.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            for (; bytes.Length > 0; bytes = bytes[Math.Min(BufferSize, bytes.Length)..])
                await stream.WriteAsync(bytes[..Math.Min(BufferSize, bytes.Length)], CancellationToken.None).AsTask().WaitAsync(account.Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw trouble(LineTrouble.Silent);
        }
        catch (Exception error) when (IsLost(error))
        {
            throw trouble(LineTrouble.Away);
        }
    }

    /// <summary>Says one line.</summary>
    public Task WriteLineAsync(string line, CancellationToken cancellation) => WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ = reading?.ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);
        try
        {
            await stream.DisposeAsync();
        }
        catch (Exception error) when (IsLost(error))
        {
            // It is closed.
        }
    }

    // A read that we no longer wait for goes on; its bytes belong to whoever reads next.
    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            if (left <= TimeSpan.Zero) throw new TimeoutException();
            reading ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
            var count = await reading.WaitAsync(left < account.Patience ? left : account.Patience, cancellation);
            (reading, start, end) = (null, 0, count);
            if (count == 0) throw new IOException();
        }
        catch (TimeoutException)
        {
            throw trouble(LineTrouble.Silent);
        }
        catch (Exception error) when (IsLost(error))
        {
            throw trouble(LineTrouble.Away);
        }
        finally
        {
            left -= Stopwatch.GetElapsedTime(since);
        }
    }

    private static bool IsLost(Exception error) => error is IOException or SocketException or ObjectDisposedException or InvalidOperationException;
}

/// <summary>What can happen to a line, whatever is spoken on it.</summary>
internal enum LineTrouble
{
    /// <summary>Nobody is there, or the other end has gone.</summary>
    Away,

    /// <summary>No answer in time, or one that drips.</summary>
    Silent,

    /// <summary>The line cannot be protected as it must be.</summary>
    Insecure,

    /// <summary>What comes is not what the protocol allows.</summary>
    Broken,
}
