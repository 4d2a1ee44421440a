// A real mailbox (Dovecot) on loopback ports: IMAP with STARTTLS and over TLS, one user, a maildir. It needs root.

using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TrustLine.Testing;

public sealed class MailBox : IAsyncDisposable
{
    public const string User = "line@example.kz";
    private readonly string _folder = Scratch.Folder("mailbox");
    private readonly X509Certificate2 _authority;
    private Process? _process;
    private int _count;

    /// <summary>A mailbox, not started yet; a bare one says that it knows no extension at all.</summary>
    public MailBox(string host = "localhost", int endedDaysAgo = -7, bool bare = false)
    {
        _authority = TestCertificate.Write(_folder, host, endedDaysAgo);
        foreach (var folder in new[] { "run", "state", "box/new", "box/cur", "box/tmp" }) Directory.CreateDirectory(Path.Combine(_folder, folder));
        File.WriteAllText(Path.Combine(_folder, "dovecot.conf"), Configuration(bare));
        File.WriteAllText(Path.Combine(_folder, "users"), $"{User}:{{PLAIN.b64}}{Convert.ToBase64String(Encoding.UTF8.GetBytes(Password))}::::::\n");
        using var own = Process.Start("/bin/sh", ["-c", "chmod a+x \"$1\" \"$1/..\" && chown -R dovecot \"$1/box\"", "sh", _folder]);
        own.WaitForExit();
    }

    /// <summary>The port that begins in clear.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The port that begins with TLS.</summary>
    public int TlsPort { get; } = FreePort();

    public string Password { get; } = "пароль \"\\ " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The file of the authority that issued the server's certificate.</summary>
    public string CertificateFile => Path.Combine(_folder, "ca.pem");

    /// <summary>Trust in this server's authority alone, for a client in this process.</summary>
    public Func<SslClientAuthenticationOptions> Trust => () => TrustIn(_authority);

    /// <summary>How many messages the inbox holds.</summary>
    public int Count => Directory.GetFiles(Path.Combine(_folder, "box", "new")).Length + Directory.GetFiles(Path.Combine(_folder, "box", "cur")).Length;

    public static SslClientAuthenticationOptions TrustIn(X509Certificate2 authority) => new()
    {
        CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
    };

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", Path.Combine(_folder, "dovecot.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Alive.Add(_process);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, TlsPort);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("the mailbox does not answer: " + (_process.HasExited ? await _process.StandardError.ReadToEndAsync() : ""));
    }

    /// <summary>Ends it at once, with everything under way.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false }) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        Alive.Remove(_process);
    }

    /// <summary>Delivers one message.</summary>
    public void Deliver(ReadOnlySpan<byte> message)
    {
        var name = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{++_count:D6}.localhost";
        var waiting = Path.Combine(_folder, "box", "tmp", name);
        File.WriteAllBytes(waiting, message);
        File.Move(waiting, Path.Combine(_folder, "box", "new", name));
    }

    public void Deliver(string message) => Deliver(Encoding.UTF8.GetBytes(message));

    /// <summary>What is in a folder below the inbox, named as on disk.</summary>
    public int CountIn(string folder) => new[] { "new", "cur" }.Select(f => Path.Combine(_folder, "box", "." + folder, f)).Where(Directory.Exists).Sum(f => Directory.GetFiles(f).Length);

    /// <summary>Gives the same messages to a new life of the mailbox, as after a restore from a backup. Nobody may be connected.</summary>
    public void Restore()
    {
        var list = Path.Combine(_folder, "box", "dovecot-uidlist");
        var lines = File.ReadAllLines(list);
        lines[0] = System.Text.RegularExpressions.Regex.Replace(lines[0], @"V\d+", m => "V" + (long.Parse(m.Value[1..], System.Globalization.CultureInfo.InvariantCulture) + 17));
        File.WriteAllLines(list, lines);
        foreach (var index in Directory.GetFiles(Path.Combine(_folder, "box"), "dovecot.index*")) File.Delete(index);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _authority.Dispose();
        Scratch.Remove(_folder);
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private string Configuration(bool bare) =>
        $$"""
        base_dir = {{_folder}}/run
        state_dir = {{_folder}}/state
        log_path = {{_folder}}/log
        listen = 127.0.0.1
        protocols = imap
        ssl = required
        ssl_cert = <{{_folder}}/server.pem
        ssl_key = <{{_folder}}/key.pem
        auth_mechanisms = plain login
        auth_failure_delay = 0
        {{(bare ? "imap_capability = IMAP4rev1" : "")}}
        first_valid_uid = 1
        mail_location = maildir:{{_folder}}/box
        mail_max_userip_connections = 100
        maildir_copy_with_hardlinks = no
        namespace {
          inbox = yes
          separator = .
        }
        passdb {
          driver = passwd-file
          args = {{_folder}}/users
        }
        userdb {
          driver = static
          args = uid=dovecot gid=dovecot home={{_folder}}
        }
        service anvil {
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service imap-login {
          process_min_avail = 1
          inet_listener imap {
            port = {{Port}}
          }
          inet_listener imaps {
            port = {{TlsPort}}
            ssl = yes
          }
        }

        """;
}
