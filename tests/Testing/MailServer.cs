// A real mail server (Exim) on a loopback port: STARTTLS with a certificate of the test's own, authentication, a maildir. It needs root.
// OpenSMTPD of Debian 12 cannot answer STARTTLS (its key engine knows OpenSSL 1 only), so it is Exim.

using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustLine.Testing;

public sealed class MailServer : IAsyncDisposable
{
    public const string User = "trustline";
    private readonly string _folder = Scratch.Folder("mail");
    private Process? _process;

    private readonly X509Certificate2 _authority;

    private MailServer(int port, int tlsPort) => (Port, TlsPort, _authority) = (port, tlsPort, TestCertificate.Write(_folder, "localhost"));

    /// <summary>The port that begins in clear.</summary>
    public int Port { get; }

    /// <summary>The port that begins with TLS.</summary>
    public int TlsPort { get; }

    /// <summary>Trust in this server's authority alone, for a client in this process.</summary>
    public Func<SslClientAuthenticationOptions> Trust => () => MailBox.TrustIn(_authority);

    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public string CertificateFile => Path.Combine(_folder, "ca.pem");

    /// <summary>What a service must be told to send through this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Smtp:Host"] = "localhost",
        ["Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Smtp:User"] = User,
        ["Smtp:Password"] = Password,
        ["Smtp:Security"] = "StartTls",
        ["Smtp:From"] = "line@example.kz",
        // The only certificate that this process of the service trusts.
        ["SSL_CERT_FILE"] = CertificateFile,
    };

    /// <summary>Every mail that was delivered, with all its headers.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            var box = Path.Combine(_folder, "box", "new");
            return Directory.Exists(box) ? [.. Directory.EnumerateFiles(box).Order().Select(File.ReadAllText)] : [];
        }
    }

    /// <summary>Makes the server with its port and certificate, not started yet.</summary>
    public static MailServer Prepare()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        using var another = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        another.Start();
        var server = new MailServer(((IPEndPoint)free.LocalEndpoint).Port, ((IPEndPoint)another.LocalEndpoint).Port);
        File.WriteAllText(Path.Combine(server._folder, "exim.conf"), server.Configuration());
        // Exim's own user must reach its folder through the root of all test folders.
        using var chown = Process.Start("/bin/sh", ["-c", "chmod a+x \"$1\" \"$1/..\" && chown -R Debian-exim \"$1\" && chown root:root \"$1/exim.conf\" && chmod 644 \"$1/exim.conf\"", "sh", server._folder]);
        chown.WaitForExit();
        return server;
    }

    public async Task StartAsync()
    {
        // exim4 is in /usr/sbin, which is not always on the path.
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/exim4", ["-C", Path.Combine(_folder, "exim.conf"), "-bdf"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Alive.Add(_process);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("the mail server does not answer: " + await _process.StandardError.ReadToEndAsync());
    }

    public async Task<IReadOnlyList<string>> WaitForAsync(int count, TimeSpan within)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < within; await Task.Delay(100))
        {
            if (Mails is { } mails && mails.Count >= count)
            {
                return mails;
            }
        }

        throw new TimeoutException($"{Mails.Count} of {count} mails came in {within}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            Alive.Remove(_process);
        }

        _process?.Dispose();
        _process = null;
        _authority.Dispose();
        Scratch.Remove(_folder);
    }

    private string Configuration() =>
        """
        primary_hostname = localhost
        exim_user = Debian-exim
        exim_group = Debian-exim
        spool_directory = @FOLDER@/spool
        log_file_path = @FOLDER@/log.%s
        pid_file_path = @FOLDER@/pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = @PORT@ : @TLSPORT@
        tls_on_connect_ports = @TLSPORT@
        smtputf8_advertise_hosts = *
        message_size_limit = 2M
        tls_advertise_hosts = *
        tls_certificate = @FOLDER@/server.pem
        tls_privatekey = @FOLDER@/key.pem
        auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
        acl_smtp_rcpt = rcpt
        acl_smtp_data = accept
        never_users =
        host_lookup =
        keep_environment =
        begin acl
        rcpt:
          deny  !encrypted = *
          deny  !authenticated = *
          deny  local_parts = nobody
                message = 550 5.1.1 there is no such person
          deny  local_parts = spam
                message = 550 5.7.1 not wanted
          defer local_parts = later
                message = 451 4.7.1 come back later
          accept
        begin routers
        all:
          driver = accept
          transport = box
        begin transports
        box:
          driver = appendfile
          directory = @FOLDER@/box
          maildir_format
          return_path_add
          envelope_to_add
          user = Debian-exim
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_condition = ${if and{{eq{$auth2}{@USER@}}{eq{$auth3}{@PASSWORD@}}}}
          server_set_id = $auth2
        login:
          driver = plaintext
          public_name = LOGIN
          server_prompts = Username:: : Password::
          server_condition = ${if and{{eq{$auth1}{@USER@}}{eq{$auth2}{@PASSWORD@}}}}
          server_set_id = $auth1

        """.Replace("@USER@", User, StringComparison.Ordinal).Replace("@PASSWORD@", Password, StringComparison.Ordinal)
            .Replace("@FOLDER@", _folder, StringComparison.Ordinal).Replace("@PORT@", $"{Port}", StringComparison.Ordinal).Replace("@TLSPORT@", $"{TlsPort}", StringComparison.Ordinal);
}
