// The browser and its judge are examined before they judge: what is wrong must be found, under the policy that the service sends.

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrustLine.Browser.Tests;

public sealed class BrowserItself(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'";

    [Fact]
    public async Task Axe_finds_a_field_without_a_label_although_the_policy_forbids_scripts()
    {
        using var site = new Site("<!DOCTYPE html><html lang=kk><title>т</title><body><main><h1>т</h1><form><input name=a></form></main>");
        await using var tab = await chromium.OpenAsync(site.Address, forAxe: true);
        await tab.Page.GotoAsync("/");
        Assert.Contains(await tab.AxeAsync(), v => v.Contains("label", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Axe_is_content_with_a_plain_page()
    {
        using var site = new Site("<!DOCTYPE html><html lang=kk><title>т</title><body><main><h1>т</h1><form><label>б <input name=a></label></form></main>");
        await using var tab = await chromium.OpenAsync(site.Address, forAxe: true);
        await tab.Page.GotoAsync("/");
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task A_third_party_and_a_broken_policy_are_seen()
    {
        using var site = new Site("<!DOCTYPE html><html lang=kk><title>т</title><body><script>document.title = 'ran'</script><a href=\"http://127.0.0.2:9/\">x</a>");
        await using var tab = await chromium.OpenAsync(site.Address);
        await tab.Page.GotoAsync("/");
        Assert.Equal("т", await tab.Page.TitleAsync());
        Assert.Contains(tab.Complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => tab.Page.GotoAsync("http://127.0.0.2:9/"));
        Assert.Contains(tab.Strangers, s => s.StartsWith("http://127.0.0.2:9/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_scripts_nothing_runs()
    {
        using var site = new Site("<!DOCTYPE html><html lang=kk><title>т</title><body><noscript>no scripts here</noscript>");
        await using var tab = await chromium.OpenAsync(site.Address, scripts: false);
        await tab.Page.GotoAsync("/");
        Assert.Contains("no scripts here", await tab.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    /// <summary>One page under the service's policy on a free port.</summary>
    private sealed class Site : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Site(string html)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
            }

            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _ = Task.Run(async () =>
            {
                while (_listener.IsListening)
                {
                    var context = await _listener.GetContextAsync();
                    context.Response.ContentType = "text/html; charset=utf-8";
                    context.Response.AddHeader("Content-Security-Policy", Policy);
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(html));
                    context.Response.Close();
                }
            });
        }

        public Uri Address { get; }

        public void Dispose() => _listener.Close();
    }
}
