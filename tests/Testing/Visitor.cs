// A person at the pages without scripts: opens, fills in and sends the forms that the HTML shows, and keeps what a browser would keep.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace TrustLine.Testing;

/// <summary>One page as it arrived: its address, its head and its weight in bytes.</summary>
public sealed record Page(Uri Address, HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes, IHtmlDocument Document)
{
    /// <summary>From sending the request to its last byte, redirects not counted.</summary>
    public TimeSpan Took { get; init; }

    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public override string ToString() => $"{Address.AbsolutePath} {(int)Status}: {Text[..Math.Min(600, Text.Length)]}";
}

public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _cookies = [];
    private Page? _page;

    public Visitor(Uri baseAddress) =>
        _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromMinutes(5) };

    public Uri Home => _http.BaseAddress!;

    /// <summary>The page before the eyes.</summary>
    public Page Page => _page ?? throw new InvalidOperationException("no page was opened");

    public IHtmlDocument Document => Page.Document;

    /// <summary>Every page seen so far, redirects included.</summary>
    public List<Page> Seen { get; } = [];

    /// <summary>Every Set-Cookie line that came, as sent.</summary>
    public List<string> CookieLines { get; } = [];

    public Task<Page> OpensAsync(string path) => GoAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Follows the first link that this selector finds.</summary>
    public Task<Page> FollowsAsync(string selector) =>
        OpensAsync(Need<IHtmlAnchorElement>(selector).GetAttribute("href")!);

    /// <summary>The bytes behind an address, as a download.</summary>
    public async Task<(HttpResponseMessage Answer, byte[] Bytes)> DownloadsAsync(string href)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_page?.Address ?? _http.BaseAddress!, href));
        AddCookies(request);
        var answer = await _http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The SHA-256 and the length of a download of any size, none of it kept.</summary>
    public async Task<(string Sha256, long Length)> HashesAsync(string href)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_page?.Address ?? _http.BaseAddress!, href));
        AddCookies(request);
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long length = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    /// <summary>
    /// Sends the form that this selector finds, with the values that the page put there and those given by field name.
    /// A null value leaves the field out; <paramref name="button"/> is the name=value or the text of the button pressed, else the first.
    /// </summary>
    public Task<Page> SendsAsync(string form, IReadOnlyDictionary<string, string?>? values = null, string? button = null, IReadOnlyList<(string Field, Paper File)>? files = null) =>
        GoAsync(Request(Need<IHtmlFormElement>(form), values ?? new Dictionary<string, string?>(), button, files ?? []));

    /// <summary>The request that pressing the button would send: to send it twice, late, or after a restart.</summary>
    public HttpRequestMessage Prepares(string form, IReadOnlyDictionary<string, string?>? values = null, string? button = null, IReadOnlyList<(string Field, Paper File)>? files = null) =>
        Request(Need<IHtmlFormElement>(form), values ?? new Dictionary<string, string?>(), button, files ?? []);

    public async Task<Page> GoAsync(HttpRequestMessage request)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            AddCookies(request);
            var sent = Stopwatch.GetTimestamp();
            using var answer = await _http.SendAsync(request);
            var address = new Uri(_http.BaseAddress!, request.RequestUri!);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var took = Stopwatch.GetElapsedTime(sent);
            using var body = new MemoryStream(bytes);
            var document = new HtmlParser().ParseDocument(body);
            _page = new(address, answer.StatusCode, answer.Headers, answer.Content.Headers, bytes, document) { Took = took };
            Seen.Add(_page);
            Keep(answer);
            request.Dispose();
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is null)
            {
                return _page;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, answer.Headers.Location));
        }

        throw new HttpRequestException("redirects without end");
    }

    public T Need<T>(string selector)
        where T : class, IElement =>
        Document.QuerySelector<T>(selector) ?? throw new InvalidOperationException($"nothing fits {selector} on {Page}");

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(IHtmlFormElement form, IReadOnlyDictionary<string, string?> values, string? button, IReadOnlyList<(string Field, Paper File)> files)
    {
        var buttons = Of(form, "button:not([type=button]):not([type=reset])", "input[type=submit]").ToList();
        var pressed = button is null
            ? buttons.FirstOrDefault()
            : buttons.Find(b => $"{b.GetAttribute("name")}={b.GetAttribute("value")}" == button || b.TextContent.Trim() == button)
                ?? throw new InvalidOperationException($"no button {button} on {Page}");
        var fields = Fields(form, values).ToList();
        if (pressed?.GetAttribute("name") is { Length: > 0 } name)
        {
            fields.Add(new(name, pressed.GetAttribute("value") ?? ""));
        }

        var known = Of(form, "[name]").Select(e => e.GetAttribute("name")).ToHashSet();
        if (values.Keys.Concat(files.Select(f => f.Field)).FirstOrDefault(v => !known.Contains(v)) is { } stranger)
        {
            throw new InvalidOperationException($"no field {stranger} in the form, only {string.Join(", ", known)}: {Page}");
        }

        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var address = string.IsNullOrEmpty(action) ? Page.Address : new Uri(Page.Address, action);
        if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            return new(HttpMethod.Get, new UriBuilder(address) { Query = query }.Uri);
        }

        if (!string.Equals(pressed?.GetAttribute("formenctype") ?? form.GetAttribute("enctype"), "multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        }

        var parts = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            parts.Add(new StringContent(value), field);
        }

        foreach (var (field, file) in files)
        {
            var content = new ByteArrayContent(file.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
            parts.Add(content, field, file.Name);
        }

        return new(HttpMethod.Post, address) { Content = parts };
    }

    // What lies in the form, and what stands elsewhere on the page and names it.
    private static IEnumerable<IElement> Of(IHtmlFormElement form, params string[] kinds) =>
        form.Owner!.QuerySelectorAll(string.Join(", ", kinds)).Where(e => e.GetAttribute("form") is { } named ? named == form.Id : form.Contains(e));

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form, IReadOnlyDictionary<string, string?> values)
    {
        var given = new HashSet<string>();
        foreach (var field in Of(form, "input[name]", "textarea[name]", "select[name]").Where(e => !e.HasAttribute("disabled")))
        {
            var name = field.GetAttribute("name")!;
            var kind = field is IHtmlInputElement input ? input.Type : field.LocalName;
            if (kind is "submit" or "button" or "image" or "reset" or "file")
            {
                continue;
            }

            if (values.TryGetValue(name, out var value))
            {
                // Radio buttons share a name: the chosen value is sent once.
                if (value is not null && given.Add(name))
                {
                    yield return new(name, value);
                }

                continue;
            }

            var own = field switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement text => text.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (own is not null)
            {
                yield return new(name, own);
            }
        }
    }

    private void AddCookies(HttpRequestMessage request)
    {
        request.Headers.Remove("Cookie");
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        }
    }

    /// <summary>Secure cookies are kept although the test speaks plain HTTP: browsers do the same on loopback.</summary>
    private void Keep(HttpResponseMessage answer)
    {
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            CookieLines.Add(line);
            var pair = line.Split(';')[0].Split('=', 2);
            var gone = line.Contains("1970", StringComparison.Ordinal) || line.Contains("max-age=0", StringComparison.OrdinalIgnoreCase);
            if (gone || pair[1].Length == 0)
            {
                _cookies.Remove(pair[0]);
            }
            else
            {
                _cookies[pair[0]] = pair[1];
            }
        }
    }
}
