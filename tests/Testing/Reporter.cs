// A reporter at the JSON API (design.md 8): reports, returns with the code, writes more.

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TrustLine.Testing;

public sealed record Identity(string? FullName = null, string? Organisation = null, string? PostalAddress = null, string? Phone = null, string? Email = null);

public sealed record Answers(
    string? What = null, string? Who = null, string? When = null, string? Where = null, string? HowMuch = null, string? Evidence = null,
    bool? Danger = null, bool? AboutDirector = null, bool? AboutOfficer = null);

/// <summary>A file that somebody hands over.</summary>
public sealed record Paper(string Name, string MediaType, byte[] Bytes);

public sealed record Story(string Narrative, string Language = "ru", Identity? Identity = null, Answers? Answers = null, IReadOnlyList<Paper>? Files = null);

public sealed record Promise(string LeafHash, string Blinder, string Signature);

public sealed record Receipt(string RegistrationNumber, string? ReceiptCode, DateTimeOffset ReceivedAt, string RegisteredAt, string AnswerBy, Promise? Promise);

public sealed record ThreadMessage(string Id, string From, string At, string Text, JsonElement Files);

public sealed record Returned(string RegistrationNumber, string Status, string StatusText, string? NextDate, IReadOnlyList<ThreadMessage> Messages, JsonElement Openings);

public sealed record Written(string MessageId, DateTimeOffset ReceivedAt);

public sealed class Reporter(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    /// <summary>Reports and insists on 201.</summary>
    public async Task<Receipt> ReportsAsync(Story story, string? idempotencyKey = null)
    {
        using var answer = await SendsAsync(story, idempotencyKey);
        return await Expect<Receipt>(answer, HttpStatusCode.Created);
    }

    /// <summary>Sends a report, as JSON when there are no files, else as multipart; whatever comes back comes back.</summary>
    public async Task<HttpResponseMessage> SendsAsync(Story story, string? idempotencyKey = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports") { Content = story.Files is { Count: > 0 } ? Multipart(story) : Json(story) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await http.SendAsync(request, ct);
    }

    /// <summary>What the code opens, or null where it opens nothing.</summary>
    public async Task<Returned?> ReturnsAsync(string receiptCode)
    {
        using var answer = await http.PostAsJsonAsync("/api/reports/return", new { receiptCode });
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await Expect<Returned>(answer, HttpStatusCode.OK);
    }

    public async Task<Written> WritesAsync(string receiptCode, string text, params Paper[] files)
    {
        using var parts = new MultipartFormDataContent();
        HttpContent content = parts;
        if (files.Length == 0)
        {
            content = JsonContent.Create(new { receiptCode, text });
        }
        else
        {
            parts.Add(Text(receiptCode), "receiptCode");
            parts.Add(Text(text), "text");
            Add(parts, files);
        }

        using (content)
        {
            using var answer = await http.PostAsync(new Uri("/api/reports/return/messages", UriKind.Relative), content);
            return await Expect<Written>(answer, HttpStatusCode.Created);
        }
    }

    public void Dispose() => http.Dispose();

    public static HttpContent Json(Story story) =>
        JsonContent.Create(new { language = story.Language, narrative = story.Narrative, identity = story.Identity, answers = story.Answers }, options: JsonSerializerOptions.Web);

    public static MultipartFormDataContent Multipart(Story story)
    {
        var parts = new MultipartFormDataContent { { Text(story.Language), "language" }, { Text(story.Narrative), "narrative" } };
        if (story.Identity is not null)
        {
            parts.Add(JsonContent.Create(story.Identity, options: JsonSerializerOptions.Web), "identity");
        }

        if (story.Answers is not null)
        {
            parts.Add(JsonContent.Create(story.Answers, options: JsonSerializerOptions.Web), "answers");
        }

        Add(parts, story.Files ?? []);
        return parts;
    }

    private static StringContent Text(string text) => new(text);

    private static void Add(MultipartFormDataContent parts, IEnumerable<Paper> files)
    {
        foreach (var file in files)
        {
            var content = new ByteArrayContent(file.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
            parts.Add(content, "files", file.Name);
        }
    }

    private static async Task<T> Expect<T>(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
        {
            throw new HttpRequestException($"{(int)answer.StatusCode} instead of {(int)status}: {await answer.Content.ReadAsStringAsync()}", null, answer.StatusCode);
        }

        return (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web))!;
    }
}
