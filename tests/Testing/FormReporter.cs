// A reporter at the pages, without scripts: start, story, questions, name or no name, check, send, the last four digits.

using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace TrustLine.Testing;

public sealed class FormReporter(Visitor visitor, string language) : IDisposable
{
    private const string Form = "form[data-token], form:has(input[name=token])";

    public Visitor Visitor => visitor;

    /// <summary>The registration number on the page.</summary>
    public string Number => Regex.Match(visitor.Page.Text, @"\d{4}-\d{6}-\d").Value;

    /// <summary>The receipt code on the page, in groups of four.</summary>
    public string Code => string.Join(' ', visitor.Document.QuerySelectorAll(".code span").Select(group => group.TextContent.Trim()));

    public string Step => visitor.Need<IElement>("input[name=step]").GetAttribute("value")!;

    public string Token => visitor.Need<IElement>("input[name=token]").GetAttribute("value")!;

    /// <summary>From the start page to the first step, by the links that are there.</summary>
    public async Task BeginsAsync()
    {
        await visitor.OpensAsync("/" + language);
        await visitor.FollowsAsync($"a[href$='/{language}/report']");
        On("story");
    }

    public async Task TellsAsync(string narrative, params Paper[] files)
    {
        await visitor.SendsAsync(Form, With(("narrative", narrative)), "go=next", [.. files.Select(f => ("files", f))]);
        On("facts");
    }

    public async Task AnswersAsync(params (string Question, string Answer)[] answers)
    {
        await visitor.SendsAsync(Form, With(answers), "go=next");
        On("you");
    }

    public async Task StaysAnonymousAsync()
    {
        await visitor.SendsAsync(Form, With(("way", "anonymous")), "go=next");
        On("check");
    }

    public async Task NamesAsync(Identity identity)
    {
        await visitor.SendsAsync(Form, With(("way", "confidential"), ("fullName", identity.FullName ?? ""), ("organisation", identity.Organisation ?? ""), ("postalAddress", identity.PostalAddress ?? ""), ("phone", identity.Phone ?? ""), ("email", identity.Email ?? "")), "go=next");
        On("check");
    }

    /// <summary>The press of the last button, to be sent once, twice or late.</summary>
    public HttpRequestMessage Pressed() => visitor.Prepares(Form, button: "go=send");

    public async Task SendsAsync()
    {
        await visitor.SendsAsync(Form, button: "go=send");
        On("sent");
    }

    public Task<Page> ConfirmsAsync(string lastFour) => visitor.SendsAsync(Form, With(("last4", lastFour)), "go=confirm");

    /// <summary>The whole walk, anonymous and without files.</summary>
    public async Task<(string Number, string Code)> ReportsAsync(string narrative)
    {
        await BeginsAsync();
        await TellsAsync(narrative);
        await AnswersAsync();
        await StaysAnonymousAsync();
        await SendsAsync();
        return (Number, Code);
    }

    /// <summary>One step of a piecewise upload, as the page's script sends it.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Answer)> UploadsAsync(HttpClient http, string language, string token, string act, params (string Name, object Value)[] fields)
    {
        using var parts = new MultipartFormDataContent { { new StringContent(token), "token" }, { new StringContent(act), "act" } };
        foreach (var (name, value) in fields)
        {
            if (value is ReadOnlyMemory<byte> bytes)
            {
                parts.Add(new ByteArrayContent(bytes.ToArray()), name, "blob");
            }
            else
            {
                parts.Add(new StringContent(FormattableString.Invariant($"{value}")), name);
            }
        }

        using var answer = await http.PostAsync(new Uri($"/{language}/report/files", UriKind.Relative), parts);
        var json = answer.IsSuccessStatusCode && answer.Content.Headers.ContentLength is not 0 ? await answer.Content.ReadAsStringAsync() : "";
        using var document = JsonDocument.Parse(json.Length > 0 ? json : "{}");
        return (answer.StatusCode, document.RootElement.Clone());
    }

    public static (string, object)[] Piece(string upload, int number, ReadOnlyMemory<byte> bytes) =>
        [("upload", upload), ("number", number), ("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes.Span))), ("bytes", bytes)];

    public void Dispose() => visitor.Dispose();

    private static Dictionary<string, string?> With(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => (string?)v.Value);

    private void On(string step)
    {
        if (visitor.Document.QuerySelector("input[name=step]")?.GetAttribute("value") != step)
        {
            throw new InvalidOperationException($"not on the step {step}: {visitor.Page}");
        }
    }
}
