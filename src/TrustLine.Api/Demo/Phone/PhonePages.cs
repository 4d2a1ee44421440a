using Microsoft.AspNetCore.Http.Features;
using TrustLine.Api.Api;
using TrustLine.Api.Pages;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The telephone for whoever tries the product: dials, plays what the line says, passes on keys and a voice, hangs up. Each act is a form's post and works without scripts; what
/// is recorded or chosen is read whole in memory, so that no voice lies on disk in clear.
/// </summary>
internal sealed class PhonePages(SimulatedExchange exchange, SimulatedTime time, LinePages lines)
{
    /// <summary>Where the page is.</summary>
    public const string Address = "/demo/phone";

    /// <summary>The largest sound taken, in bytes.</summary>
    public const int LargestSound = 8 << 20;

    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The page before a call.</summary>
    public IResult Open(HttpContext http, Language language) => Page(http, language, null);

    /// <summary>Any button of the page.</summary>
    public async Task<IResult> PostAsync(HttpContext http, Language language)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestSound + (1 << 16);
        try
        {
            // The threshold is as large as the whole: nothing is buffered on disk.
            return await DoneAsync(http, language, await http.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = LargestSound + (1 << 16), MultipartBodyLengthLimit = LargestSound, ValueCountLimit = 40, ValueLengthLimit = 200 }, http.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return lines.Trouble(language, StatusCodes.Status413PayloadTooLarge);
        }
    }

    /// <summary>What was said upon the last act, as one sound.</summary>
    public async Task<IResult> HearAsync(HttpContext http, string handle, int act)
    {
        if (exchange.Find(handle) is not { } call) return Results.NotFound();
        await call.Turn.WaitAsync(http.RequestAborted);
        try
        {
            if (call.Acts != act) return Results.NoContent(); // The call has gone on while a player still asked for pieces of what was said before.
            byte[] samples = [.. call.Caller.Sounds.SelectMany(s => s.Concat(Enumerable.Repeat(MuLaw.Silence, MuLaw.Samples(Say.Sentence))))];
            return Results.Bytes(MuLaw.Wrap(samples), "audio/wav", enableRangeProcessing: true);
        }
        finally
        {
            call.Turn.Release();
        }
    }

    private async Task<IResult> DoneAsync(HttpContext http, Language language, IFormCollection form)
    {
        var go = form["go"].ToString();
        if (go == "dial" || (go == "next" && form["call"].ToString().Length == 0)) return await DialAsync(http, language, form);
        if (go == "language" && form["call"].ToString().Length == 0) return Open(http, language);
        if (exchange.Find(form["call"].ToString()) is not { } call) return Page(http, language, null, wrong: "phone.wrong.gone");
        await call.Turn.WaitAsync(http.RequestAborted);
        try
        {
            var wrong = go == "language" || call.Over ? null : await DoAsync(call, go, form, language);
            return Page(http, language, call, wrong);
        }
        finally
        {
            call.Turn.Release();
        }
    }

    private async Task<IResult> DialAsync(HttpContext http, Language language, IFormCollection form)
    {
        var hidden = form["caller"] == "hidden";
        var from = hidden ? SimulatedExchange.Hidden : string.Concat(form["from"].ToString().Where(c => c is '+' || char.IsAsciiDigit(c)));
        if (!hidden && !(from is ['+', .. { Length: >= 6 and <= 15 } digits] && digits.All(char.IsAsciiDigit))) return Page(http, language, null, wrong: "phone.wrong.from");
        time.Shown = Enum.TryParse<ShownHours>(form["hours"], out var shown) && Enum.IsDefined(shown) ? shown : ShownHours.Now;
        return Page(http, language, await exchange.DialAsync(from));
    }

    // What is wrong with what was given, by its text; null when it was done.
    private async Task<string?> DoAsync(SimulatedCall call, string go, IFormCollection form, Language language)
    {
        switch (go.Split(':'))
        {
            case ["key", [var key]] when char.IsAsciiDigit(key) || key is '*' or '#': await exchange.PressAsync(call, key.ToString()); break;
            case ["keys" or "next"]: await exchange.PressAsync(call, string.Concat(form["keys"].ToString().Where(c => char.IsAsciiDigit(c) || c is '*' or '#'))); break;
            case ["silent"]: await exchange.StaySilentAsync(call); break;
            case ["speak" or "break"]:
                if (Said(form, language) is not { } samples) return "phone.wrong.wav";
                await exchange.SpeakAsync(call, samples, hangsUp: go == "break");
                break;
            case ["ring", "none" or "busy"]: await exchange.RingAsync(call, go[5..]); break;
            case ["ring", "takes" or "leaves", var phone] when int.TryParse(phone, out var place) && place >= 0 && place < call.Caller.Waiting.Elements("Number").Count():
                await exchange.RingAsync(call, go.Split(':')[1], place);
                break;
            case ["talked"]: await exchange.EndTalkAsync(call); break;
            case ["hang"]: await exchange.HangUpAsync(call); break;
        }

        return null;
    }

    private static byte[]? Said(IFormCollection form, Language language)
    {
        if (form["say"].ToString() is var sample && DemoSamples.All.Contains(sample)) return PhoneSound.Of(DemoSamples.Wav(sample, LanguageCodes.TryParse(form["tongue"], out var tongue) ? tongue : language));
        if (form.Files.GetFile("sound") is not { Length: > 0 and <= LargestSound } file) return null;
        using var stream = file.OpenReadStream();
        var bytes = new byte[file.Length];
        stream.ReadExactly(bytes);
        return PhoneSound.Of(bytes);
    }

    private IResult Page(HttpContext http, Language language, SimulatedCall? call, string? wrong = null)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=()";
        var real = time.Real;
        return LinePages.Page<PhonePage>(new()
        {
            ["Frame"] = lines.Frame(language),
            ["View"] = new PhoneView(PhoneTexts.In(language), real.Now, real.Open, real.Opens, time.Shown.ToString(), call is null ? null : CallView.Of(call)) { Wrong = wrong },
        });
    }
}

/// <summary>The addresses of the simulated phone's page.</summary>
internal static class PhoneAddresses
{
    public static void MapPhonePages(this WebApplication app)
    {
        app.MapGet(PhonePages.Address, (HttpContext http) => Results.Redirect($"/{Problems.Wished(http).Code()}{PhonePages.Address}"));
        app.MapGet("/{language:tongue}" + PhonePages.Address, (string language, HttpContext http, PhonePages pages) => pages.Open(http, Tongue(language)));
        app.MapPost("/{language:tongue}" + PhonePages.Address, (string language, HttpContext http, PhonePages pages) => pages.PostAsync(http, Tongue(language)));
        app.MapGet(PhonePages.Address + "/heard/{handle}/{act:int}", (HttpContext http, string handle, int act, PhonePages pages) => pages.HearAsync(http, handle, act));
        foreach (var (name, type) in new[] { ("phone.css", "text/css; charset=utf-8"), ("phone.js", "text/javascript; charset=utf-8") })
            app.MapGet($"{PhonePages.Address}/{name}", () => Results.Stream(typeof(PhonePages).Assembly.GetManifestResourceStream("Demo." + name)!, type));
    }

    private static Language Tongue(string code) => LanguageCodes.TryParse(code, out var language) ? language : Language.Kk;
}
