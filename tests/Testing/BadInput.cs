// What nobody should send to the JSON API, as rows: how it is sent and which answers are right. Nothing of it may be stored or come back raw.

using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TrustLine.Testing;

/// <summary>One row of the table. Raw rows speak below HTTP, where the server answers before the service sees anything.</summary>
public sealed record BadRequest(string Name, int[] Right, Func<LineProcess, CancellationToken, Task<BadAnswer>> Send, bool Raw = false)
{
    public override string ToString() => Name;
}

/// <summary>What came back; <see cref="Sent"/> is how many bytes had been sent when it came.</summary>
public sealed record BadAnswer(int Status, string MediaType, string Headers, string Body, long Sent = 0);

public static class BadInput
{
    /// <summary>Stands in every row: seen in an answer, it was echoed.</summary>
    public const string Mark = "zqxj7planted";

    private const string Reports = "/api/reports";
    private static readonly int[] Bad = [400];
    private static readonly int[] BadOrTooBig = [400, 413];
    private static readonly int[] NotFoundOrBad = [400, 404];

    public static IReadOnlyList<BadRequest> Table { get; } =
    [
        Json("nothing at all", "", Bad),
        Json("no JSON", "I am " + Mark, Bad),
        Json("half a JSON", """{"language":"ru","narrative":"zqxj7planted""", Bad),
        Json("a list instead of a report", """["zqxj7planted"]""", Bad),
        Json("null", "null", Bad),
        Json("no language", """{"narrative":"zqxj7planted взял деньги"}""", Bad),
        Json("a language that nobody speaks", """{"language":"zqxj7planted","narrative":"взял деньги"}""", Bad),
        Json("a language that is a number", """{"language":1,"narrative":"zqxj7planted"}""", Bad),
        Json("no narrative", """{"language":"ru"}""", Bad),
        Json("an empty narrative", """{"language":"ru","narrative":""}""", Bad),
        Json("a blank narrative", """{"language":"ru","narrative":" \u00a0\n\t "}""", Bad),
        Json("a narrative that is a number", """{"language":"ru","narrative":5}""", Bad),
        Json("a narrative that is a list", """{"language":"ru","narrative":["zqxj7planted"]}""", Bad),
        Json("a narrative that is an object", """{"language":"ru","narrative":{"zqxj7planted":1}}""", Bad),
        Json("identity that is text", """{"language":"ru","narrative":"взял деньги","identity":"zqxj7planted"}""", Bad),
        Json("a name that is a list", """{"language":"ru","narrative":"взял деньги","identity":{"fullName":["zqxj7planted"]}}""", Bad),
        Json("answers that are a list", """{"language":"ru","narrative":"взял деньги","answers":["zqxj7planted"]}""", Bad),
        Json("danger that is a word", """{"language":"ru","narrative":"взял деньги","answers":{"danger":"zqxj7planted"}}""", Bad),
        Json("a hundred thousand brackets", new string('[', 100_000), Bad),
        Json("deep answers", "{\"language\":\"ru\",\"narrative\":\"x\",\"answers\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5001), Bad),
        Json("a lone surrogate", """{"language":"ru","narrative":"взял \ud800 zqxj7planted"}""", Bad),
        Json("broken UTF-8", [.. """{"language":"ru","narrative":"zqxj7planted """u8, 0xC3, 0x28, 0xFF, 0xFE, .. "\"}"u8], Bad),
        Json("UTF-16 called JSON", Encoding.Unicode.GetBytes("""{"language":"ru","narrative":"zqxj7planted"}"""), Bad),
        Json("a narrative of 2 MB", $"{{\"language\":\"ru\",\"narrative\":\"{Mark} {new string('я', 1_000_000)}\"}}", BadOrTooBig),
        Json("a name of 2 MB", $"{{\"language\":\"ru\",\"narrative\":\"взял деньги\",\"identity\":{{\"fullName\":\"{new string('я', 1_000_000)}\"}}}}", BadOrTooBig),
        Json("a name of 20 KB", $"{{\"language\":\"ru\",\"narrative\":\"взял деньги\",\"identity\":{{\"fullName\":\"{Mark}{new string('я', 10_000)}\"}}}}", BadOrTooBig),
        Json("an answer of 300 KB", $"{{\"language\":\"ru\",\"narrative\":\"взял деньги\",\"answers\":{{\"who\":\"{Mark}{new string('я', 150_000)}\"}}}}", BadOrTooBig),
        Json("10,000 fields", "{\"language\":\"ru\",\"narrative\":\"взял деньги\"," + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"{Mark}{i}\":1")) + "}", BadOrTooBig),
        Content("text instead of a report", () => Body("взял деньги " + Mark, "text/plain"), [400, 415]),
        Content("a body without a type", () => Body("взял деньги " + Mark, null), [400, 415]),
        Content("a form of the old kind", () => new FormUrlEncodedContent([new("language", "ru"), new("narrative", Mark)]), [400, 415]),
        Content("XML", () => Body("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "application/xml"), [400, 415]),
        Content("a gzip bomb as the request", GzipBomb, [400, 413, 415]),
        Content("multipart without a boundary", () => Body("zqxj7planted", "multipart/form-data"), [400, 415]),
        Content("multipart with an endless boundary", () => Body("zqxj7planted", "multipart/form-data; boundary=" + new string('b', 5000)), [400, 415]),
        Content("multipart that is something else", () => Body("zqxj7planted", "multipart/form-data; boundary=x"), Bad),
        Parts("multipart cut off in a file", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nru\r\n--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\nвзял деньги\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\nzqxj7planted", Bad),
        Parts("multipart cut off in the narrative", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nru\r\n--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\nвзял zqxj7planted", Bad),
        Parts("a part without a name", "--x\r\nContent-Disposition: form-data\r\n\r\nzqxj7planted\r\n--x--\r\n", Bad),
        Parts("a part without a disposition", "--x\r\nContent-Type: text/plain\r\n\r\nzqxj7planted\r\n--x--\r\n", Bad),
        Parts("a narrative as an image of another encoding", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nru\r\n--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\n\u0001BROKEN\u0001\r\n--x--\r\n", Bad, broken: true),
        Parts("identity that is no JSON", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nru\r\n--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\nвзял деньги\r\n--x\r\nContent-Disposition: form-data; name=\"identity\"\r\n\r\nzqxj7planted\r\n--x--\r\n", Bad),
        Parts("a part with 100 KB of headers", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\nX-A: " + new string('a', 100_000) + "\r\n\r\nru\r\n--x--\r\n", BadOrTooBig),
        Parts("a part with 10,000 headers", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: a\r\n")) + "\r\nru\r\n--x--\r\n", BadOrTooBig),
        Content("10,000 parts", ManyParts, BadOrTooBig),
        Content("two languages", () => new MultipartFormDataContent { { new StringContent("ru"), "language" }, { new StringContent("en"), "language" }, { new StringContent("взял деньги " + Mark), "narrative" } }, Bad),
        Content("two narratives", () => new MultipartFormDataContent { { new StringContent("ru"), "language" }, { new StringContent("взял деньги"), "narrative" }, { new StringContent("other " + Mark), "narrative" } }, Bad),
        Header("an idempotency key of 10 KB", "Idempotency-Key", new string('k', 10_000) + Mark, BadOrTooBig),
        Header("an empty idempotency key", "Idempotency-Key", " ", Bad),
        Code("a code that is a number", """{"receiptCode":1234567812345678}"""),
        Code("a code that is a list", """{"receiptCode":["1234567812345678"]}"""),
        Code("no code", "{}"),
        Code("a code that is null", """{"receiptCode":null}"""),
        Code("a code of letters", """{"receiptCode":"zqxj7planted"}"""),
        Code("a code of Arabic digits", """{"receiptCode":"١٢٣٤٥٦٧٨١٢٣٤٥٦٧٨"}"""),
        Code("a code that is SQL", """{"receiptCode":"' OR 1=1 -- zqxj7planted"}"""),
        Code("a code of 1 MB", $"{{\"receiptCode\":\"{new string('1', 1_000_000)}\"}}", BadOrTooBigOrNotFound),
        Wire("a split header", "POST /api/reports HTTP/1.1\r\nHost: a\r\nIdempotency-Key: a\rSet-Cookie: zqxj7planted=1\r\nContent-Length: 0\r\n\r\n", Bad),
        Wire("two lengths", "POST /api/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nzqxj7planted", Bad),
        Wire("garbage in chunks", "POST /api/reports HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzqxj7planted\r\n", Bad),
        Wire("headers of 100 KB", "POST /api/reports HTTP/1.1\r\nHost: a\r\nX-A: " + new string('a', 100_000) + "\r\n\r\n", [431]),
        new("a narrative of 1 GB", [413, 400], EndlessNarrative),
        new("a multipart narrative of 1 GB", [413, 400], EndlessPart),
    ];

    private static int[] BadOrTooBigOrNotFound => [400, 404, 413];

    private static BadRequest Json(string name, string body, int[] right) => Json(name, Encoding.UTF8.GetBytes(body), right);

    private static BadRequest Json(string name, byte[] body, int[] right) => Content(name, () => Body(body, "application/json"), right);

    private static BadRequest Content(string name, Func<HttpContent> content, int[] right, string path = Reports) =>
        new(name, right, (line, ct) => PostAsync(line, path, content(), null, ct));

    private static BadRequest Code(string name, string body, int[]? right = null) =>
        Content(name, () => Body(body, "application/json"), right ?? NotFoundOrBad, "/api/reports/return");

    private static BadRequest Header(string name, string header, string value, int[] right) =>
        new(name, [.. right, 431], (line, ct) => PostAsync(line, Reports, Body("""{"language":"ru","narrative":"взял деньги"}""", "application/json"), (header, value), ct));

    private static BadRequest Parts(string name, string body, int[] right, bool broken = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var i = 0; broken && i < bytes.Length; i++)
        {
            bytes[i] = bytes[i] == 1 ? (byte)0xFF : bytes[i];
        }

        return Content(name, () => Body(bytes, "multipart/form-data; boundary=x"), right);
    }

    private static BadRequest Wire(string name, string text, int[] right) => new(name, right, (line, ct) => WireAsync(line, text, ct), Raw: true);

    private static ByteArrayContent Body(string text, string? type) => Body(Encoding.UTF8.GetBytes(text), type);

    private static ByteArrayContent Body(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    private static ByteArrayContent GzipBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write("{\"language\":\"ru\",\"narrative\":\""u8);
            var zeros = new byte[1 << 20];
            Array.Fill(zeros, (byte)'a');
            for (var i = 0; i < 256; i++)
            {
                gzip.Write(zeros);
            }

            gzip.Write("\"}"u8);
        }

        var content = Body(packed.ToArray(), "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static MultipartFormDataContent ManyParts()
    {
        var parts = new MultipartFormDataContent { { new StringContent("ru"), "language" }, { new StringContent("взял деньги"), "narrative" } };
        for (var i = 0; i < 10_000; i++)
        {
            parts.Add(new StringContent("1"), Mark + i);
        }

        return parts;
    }

    private static async Task<BadAnswer> PostAsync(LineProcess line, string path, HttpContent content, (string Name, string Value)? header, CancellationToken ct)
    {
        using var http = line.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, ct);
        return new((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", answer.Headers.ToString(), await answer.Content.ReadAsStringAsync(ct));
    }

    private static Task<BadAnswer> EndlessNarrative(LineProcess line, CancellationToken ct) =>
        EndlessAsync(line, "application/json", """{"language":"ru","narrative":"zqxj7planted """, ct);

    private static Task<BadAnswer> EndlessPart(LineProcess line, CancellationToken ct) =>
        EndlessAsync(line, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nru\r\n--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\nzqxj7planted ", ct);

    /// <summary>Sends up to 1 GB in chunks and stops as soon as an answer is there.</summary>
    private static async Task<BadAnswer> EndlessAsync(LineProcess line, string type, string start, CancellationToken ct)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(line.BaseAddress.Host, line.BaseAddress.Port, ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"POST {Reports} HTTP/1.1\r\nHost: {line.BaseAddress.Authority}\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"), ct);
        var answered = new TaskCompletionSource();
        var reading = ReadAllAsync(stream, ct, answered);
        long sent = 0;
        try
        {
            foreach (var piece in new[] { Encoding.UTF8.GetBytes(start) }.Concat(Enumerable.Repeat(Encoding.UTF8.GetBytes(new string('a', 1 << 16)), 1 << 14)))
            {
                // What comes after the first byte of the answer is only swallowed by the server.
                if (answered.Task.IsCompleted || reading.IsCompleted)
                {
                    break;
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"), ct);
                await stream.WriteAsync(piece, ct);
                await stream.WriteAsync("\r\n"u8.ToArray(), ct);
                sent += piece.Length;
            }
        }
        catch (IOException)
        {
            // The service has closed the door: that is the answer we want, and it was written before.
        }

        if (client.Connected)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        return Parse(await reading) with { Sent = sent };
    }

    private static async Task<BadAnswer> WireAsync(LineProcess line, string text, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(line.BaseAddress.Host, line.BaseAddress.Port, ct);
        var stream = client.GetStream();
        var reading = ReadAllAsync(stream, ct);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        }
        catch (IOException)
        {
            // Refused before the end: the answer is in what was read.
        }

        return Parse(await reading);
    }

    private static async Task<string> ReadAllAsync(NetworkStream stream, CancellationToken ct, TaskCompletionSource? answered = null)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 14];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
            {
                all.Write(buffer, 0, read);
                answered?.TrySetResult();
            }
        }
        catch (IOException)
        {
            // A reset after the answer: what came before it counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    private static BadAnswer Parse(string raw)
    {
        var split = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = split < 0 ? raw : raw[..split];
        var lines = head.Split("\r\n");
        var status = lines[0].Split(' ') is [_, var code, ..] && int.TryParse(code, out var number) ? number : 0;
        var type = lines.FirstOrDefault(l => l.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Split(';')[0].Trim() ?? "";
        return new(status, type, head, split < 0 ? "" : raw[(split + 4)..]);
    }

    /// <summary>Null where the answer is right, else what is wrong with it.</summary>
    public static string? Judge(BadRequest row, BadAnswer answer)
    {
        if (!row.Right.Contains(answer.Status))
        {
            return $"{answer.Status} instead of {string.Join(" or ", row.Right)}: {answer.Body[..Math.Min(300, answer.Body.Length)]}";
        }

        if (answer.Body.Contains(Mark, StringComparison.OrdinalIgnoreCase) || answer.Headers.Contains(Mark, StringComparison.OrdinalIgnoreCase))
        {
            return "what was sent came back: " + answer.Body[..Math.Min(300, answer.Body.Length)];
        }

        if (answer.Sent > 16 << 20)
        {
            return $"refused only after {answer.Sent >> 20} MB";
        }

        return row.Raw ? null : Problem(answer);
    }

    private static string? Problem(BadAnswer answer)
    {
        if (answer.MediaType != "application/problem+json")
        {
            return $"no problem document but {answer.MediaType}: {answer.Body[..Math.Min(200, answer.Body.Length)]}";
        }

        try
        {
            var start = answer.Body.IndexOf('{', StringComparison.Ordinal);
            using var problem = JsonDocument.Parse(answer.Body[start..(answer.Body.LastIndexOf('}') + 1)]);
            return problem.RootElement.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 }
                && problem.RootElement.GetProperty("status").GetInt32() == answer.Status
                ? null : "a problem document without title or with another status: " + answer.Body;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or KeyNotFoundException)
        {
            return "a problem document that is no JSON: " + answer.Body;
        }
    }
}
