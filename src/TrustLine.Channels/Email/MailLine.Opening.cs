using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace TrustLine.Channels.Email;

/// <summary>Connecting, and going over to TLS.</summary>
internal sealed partial class MailLine
{
    /// <summary>Connects; under <see cref="MailSecurity.Tls"/> the line is protected when this returns.</summary>
    public static async Task<MailLine> OpenAsync(MailAccount account, Func<LineTrouble, Exception> trouble, CancellationToken cancellation)
    {
        if (account.Security == MailSecurity.None && !MailAccount.IsLoopback(account.Host)) throw trouble(LineTrouble.Insecure);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var line = default(MailLine);
        try
        {
            await socket.ConnectAsync(account.Host, account.Port, cancellation).AsTask().WaitAsync(account.Patience, cancellation);
            if (account.Security == MailSecurity.None && socket.RemoteEndPoint is IPEndPoint { Address: var there } && !IPAddress.IsLoopback(there.IsIPv4MappedToIPv6 ? there.MapToIPv4() : there))
                throw trouble(LineTrouble.Insecure);
            KeepAlive(socket);
            line = new(account, trouble, new NetworkStream(socket, ownsSocket: true));
            if (account.Security == MailSecurity.Tls) await line.ProtectAsync(cancellation);
            line.Begin();
            return line;
        }
        catch (Exception error)
        {
            if (line is not null) await line.DisposeAsync();
            socket.Dispose();
            if (error is SocketException or TimeoutException) throw trouble(error is TimeoutException ? LineTrouble.Silent : LineTrouble.Away);
            throw;
        }
    }

    /// <summary>Goes over to TLS. What came before it in clear counts for nothing: with anything left of it somebody put words into the server's mouth.</summary>
    public async Task ProtectAsync(CancellationToken cancellation)
    {
        if (start != end || reading is not null || Protected) throw trouble(LineTrouble.Insecure);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = tls;
        try
        {
            var options = account.Trust?.Invoke() ?? new();
            options.TargetHost = account.Host;
            await tls.AuthenticateAsClientAsync(options, cancellation).WaitAsync(account.Patience, cancellation);
        }
        catch (AuthenticationException)
        {
            throw trouble(LineTrouble.Insecure);
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

    // Who waits for mail for minutes must see that the other end is gone without a farewell.
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }
}
