// The provider: signs what it calls, keeps recordings and gives and deletes them by its own REST on a loopback port.

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TrustLine.Testing.Phone;

public sealed class PhoneDouble : IDisposable
{
    private readonly HttpListener _rest = new();

    public PhoneDouble()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            ApiBase = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _rest.Prefixes.Add(ApiBase.ToString());
        _rest.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri ApiBase { get; }

    public string Account { get; } = "AC" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Recordings that lie here now.</summary>
    public ConcurrentDictionary<string, byte[]> Recordings { get; } = new();

    public ConcurrentBag<string> Deleted { get; } = [];

    /// <summary>So many requests are answered with a fault of the provider.</summary>
    public int Faults { get; set; }

    /// <summary>The settings of a line that is served by this provider.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Channels:Phone:Enabled"] = "true",
        ["Channels:Phone:AccountSid"] = Account,
        ["Channels:Phone:AuthToken"] = Token,
        ["Channels:Phone:ApiBase"] = ApiBase.ToString(),
    };

    /// <summary>A fresh id of two letters and 32 digits.</summary>
    public static string NewId(string letters) => letters + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Keeps what was said; its id.</summary>
    public string Keep(byte[] wav)
    {
        var id = NewId("RE");
        Recordings[id] = wav;
        return id;
    }

    /// <summary>The signature of a form (Twilio, "Validating Requests"): the address, then names and values in the order of the names, HMAC-SHA1 under the token.</summary>
    public string Sign(string address, IReadOnlyDictionary<string, string> form)
    {
        var text = address + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
#pragma warning disable CA5350 // The protocol's own choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    /// <summary>A second of sound in µ-law that no other has, with a mark that can be looked for.</summary>
    public static byte[] Voice(string mark, int seconds = 2)
    {
        var sound = new byte[8000 * seconds];
        var words = Encoding.UTF8.GetBytes(mark);
        for (var i = 0; i < sound.Length; i++) sound[i] = i % 400 < words.Length ? words[i % 400] : (byte)(i * 7);
        var head = new List<byte>();
        head.AddRange("RIFF"u8);
        head.AddRange(BitConverter.GetBytes(sound.Length + 36));
        head.AddRange("WAVEfmt "u8);
        head.AddRange([16, 0, 0, 0, 7, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]);
        head.AddRange("data"u8);
        head.AddRange(BitConverter.GetBytes(sound.Length));
        return [.. head, .. sound];
    }

    public void Dispose() => _rest.Close();

    private async Task ServeAsync()
    {
        while (_rest.IsListening)
        {
            try
            {
                var context = await _rest.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var wanted = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"));
        var path = context.Request.Url!.AbsolutePath.Split('/');
        var name = path[^1].Split('.');
        if (context.Request.Headers["Authorization"] != wanted) response.StatusCode = 401;
        else if (Faults > 0)
        {
            Faults--;
            response.StatusCode = 503;
        }
        else if (path is not ["", "2010-04-01", "Accounts", _, "Recordings", _] || path[3] != Account || name.Length != 2 || !Recordings.TryGetValue(name[0], out var wav)) response.StatusCode = 404;
        else if (context.Request.HttpMethod == "DELETE")
        {
            Recordings.TryRemove(name[0], out _);
            Deleted.Add(name[0]);
            response.StatusCode = 204;
        }
        else if (name[1] == "wav")
        {
            response.ContentType = "audio/x-wav";
            response.ContentLength64 = wav.Length;
            response.OutputStream.Write(wav);
        }
        else response.StatusCode = 404;
    }
}
