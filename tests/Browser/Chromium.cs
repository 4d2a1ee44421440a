// A real Chromium, as Debian ships it, that talks to nobody but the service under test.

using System.Text.Json;
using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-first-run", "--disable-gpu", "--disable-software-rasterizer", "--use-fake-device-for-media-stream"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A fresh visitor: no cookies, no history. Everything that the pages ask of another host, or log as an error, is kept.</summary>
    public async Task<Tab> OpenAsync(Uri baseAddress, bool scripts = true, int width = 1280, int height = 900, bool forAxe = false)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = baseAddress.ToString(),
            JavaScriptEnabled = scripts,
            // Only to put axe into the page; every other tab runs under the service's own policy.
            BypassCSP = forAxe,
            ViewportSize = new() { Width = width, Height = height },
            Locale = "kk-KZ",
        });
        context.SetDefaultTimeout(15_000);
        return new Tab(context, await context.NewPageAsync(), baseAddress);
    }
}

/// <summary>One tab of one visitor.</summary>
public sealed class Tab : IAsyncDisposable
{
    private static readonly string AxeFile = Repository.PathOf("tests", "Browser", "node_modules", "axe-core", "axe.min.js");
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");
    private readonly IBrowserContext _context;

    public Tab(IBrowserContext context, IPage page, Uri home)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Strangers.Add(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Add($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Requests to anybody else than the service.</summary>
    public List<string> Strangers { get; } = [];

    /// <summary>What the browser complained about: refused by the policy, script errors.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Runs axe-core on the page as it stands; each violation is a line.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        await Page.AddScriptTagAsync(new() { Path = AxeFile });
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document)).violations.map(v => ({ id: v.id, help: v.help, where: v.nodes.map(n => n.html).slice(0, 3) }))");
        return [.. found.EnumerateArray().Select(v => $"{Page.Url}: {v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()}: {v.GetProperty("where")}")];
    }

    /// <summary>Saves a picture where the variable SCREENSHOTS names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Pictures is not null)
        {
            Directory.CreateDirectory(Pictures);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
