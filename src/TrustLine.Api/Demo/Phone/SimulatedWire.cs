using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The simulated provider's wire to the line. Every webhook really goes out over HTTP to the line's own address, signed with the demo's token, and every answer is read as
/// strictly as a provider reads it; sounds are fetched the same way. FormatException says what a provider would not take.
/// </summary>
internal sealed class SimulatedWire(PhoneOptions options, LineOptions line) : IDisposable
{
    // As long as the provider itself waits for an answer.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(15) };
    private Uri? home;

    /// <summary>Where the line listens on this machine: known once it has started.</summary>
    public void Connect(Uri address)
    {
        home = address;
        options.ApiBase = new Uri(address, SimulatedTape.Folder);
    }

    /// <summary>Sends a webhook; what was answered and how long it took.</summary>
    public async Task<(IReadOnlyList<XElement> Verbs, TimeSpan Took)> TellAsync(string address, IReadOnlyCollection<KeyValuePair<string, string>> form)
    {
        var path = PathOf(address);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Home, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(PhoneSignature.Header, PhoneSignature.Of(options.AuthToken, Root + path, form));
        var sent = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(sent);
        if (answer.StatusCode != HttpStatusCode.OK) throw new FormatException($"{path.Split('?')[0]}: {(int)answer.StatusCode}");
        if (answer.Content.Headers.ContentType?.MediaType != "text/xml") throw new FormatException($"{path.Split('?')[0]}: {answer.Content.Headers.ContentType?.MediaType}");
        return (StrictTwiML.Read(text), took);
    }

    /// <summary>The samples of a sound that is to be played.</summary>
    public async Task<byte[]> FetchAsync(string address)
    {
        using var answer = await http.GetAsync(new Uri(Home, PathOf(address)));
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType?.StartsWith("audio/", StringComparison.Ordinal) != true)
            throw new FormatException($"a sound: {(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType}");
        return PhoneSound.Of(await answer.Content.ReadAsByteArrayAsync()) ?? throw new FormatException("a sound that no telephone plays");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Uri Home => home ?? throw new FormatException("the line does not listen yet");

    // The line as the provider knows it, which is what it signs.
    private string Root => (line.PublicBaseUrl ?? Home).ToString().TrimEnd('/');

    private string PathOf(string address) =>
        address.StartsWith(Root + "/", StringComparison.Ordinal) ? address[Root.Length..]
        : address is ['/', not '/', ..] ? address
        : throw new FormatException("an address that is not the line's");
}
