using System.Text;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The simulated provider's recordings: in memory only, so many and so large at most, given and deleted by a REST like the provider's own (Recordings resource, basic
/// authorisation), which the line calls over HTTP as it would call a real one.
/// </summary>
internal sealed class SimulatedTape(PhoneOptions options)
{
    /// <summary>Where the REST begins; what the line calls <c>ApiBase</c>.</summary>
    public const string Folder = "/demo/phone/provider";

    private const int Most = 40;
    private const long MostBytes = 32 << 20;

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, byte[]> recordings = new(StringComparer.Ordinal);

    /// <summary>How many lie here.</summary>
    public int Count
    {
        get
        {
            lock (gate) return recordings.Count;
        }
    }

    /// <summary>Keeps what was said; its id. The oldest give way.</summary>
    public string Keep(byte[] samples)
    {
        var id = "RE" + Convert.ToHexStringLower(Draw.Bytes(16));
        lock (gate)
        {
            recordings.Add(id, MuLaw.Wrap(samples));
            while (recordings.Count > Most || recordings.Values.Sum(r => (long)r.Length) > MostBytes) recordings.RemoveAt(0);
        }

        return id;
    }

    /// <summary>A recording as WAV, for whoever has account and token.</summary>
    public IResult Send(HttpContext http, string account, string name) => Asked(http, account, name, "wav", (_, wav) => Results.Bytes(wav, "audio/x-wav"));

    /// <summary>Deletes a recording, for whoever has account and token.</summary>
    public IResult Delete(HttpContext http, string account, string name) => Asked(http, account, name, "json", (id, _) =>
    {
        lock (gate) recordings.Remove(id);
        return Results.NoContent();
    });

    private IResult Asked(HttpContext http, string account, string name, string kind, Func<string, byte[], IResult> answer)
    {
        var wanted = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}"));
        if (!Digest.Same(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()))) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (account != options.AccountSid || name.Split('.') is not [var id, var asked] || asked != kind) return Results.NotFound();
        byte[]? wav;
        lock (gate) recordings.TryGetValue(id, out wav);
        return wav is null ? Results.NotFound() : answer(id, wav);
    }
}
