// A member of staff at the pages under /office: logs in with three things, finds a report by its number, reads it, takes its files, answers.

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace TrustLine.Testing;

public sealed class Officer(Visitor visitor, Credential person) : IDisposable
{
    private readonly Dictionary<string, string> _places = [];

    public Visitor Visitor => visitor;

    public static async Task<Officer> LogsInAsync(LineProcess line, string role)
    {
        var person = line.Staff.First(s => s.Role.Contains(role, StringComparison.OrdinalIgnoreCase));
        var officer = new Officer(line.Visitor(), person);
        await officer.LogsInAsync();
        return officer;
    }

    public async Task LogsInAsync()
    {
        await visitor.OpensAsync("/office/login");
        var page = await visitor.SendsAsync("form:has(input[type=password])", Answers(person.Passphrase, await Totp.FreshAsync(person.TotpSecret, visitor.Home.Authority)));
        if (page.Status != HttpStatusCode.OK || page.Document.QuerySelector("input[name=login]") is not null)
        {
            throw new InvalidOperationException($"{person.Login} was not let in: {page}");
        }
    }

    /// <summary>The fields of the open login form with what this person would type.</summary>
    public Dictionary<string, string?> Answers(string passphrase, string factor) => new()
    {
        [Name("input[autocomplete=username], input[name=login]")] = person.Login,
        [Name("input[type=password]")] = passphrase,
        [Name("input[autocomplete=one-time-code], input[inputmode=numeric]")] = factor,
    };

    /// <summary>Opens the report with this number from the list, however many pages the list has.</summary>
    public async Task<Page> ReadsAsync(string number)
    {
        if (!_places.ContainsKey(number))
        {
            await ListsAsync(number);
        }

        return _places.TryGetValue(number, out var place)
            ? await visitor.OpensAsync(place)
            : throw new InvalidOperationException($"{number} is not in the list of {person.Login}");
    }

    /// <summary>Whether the list shows this number at all.</summary>
    public async Task<bool> SeesAsync(string number)
    {
        await ListsAsync(number);
        return _places.ContainsKey(number);
    }

    /// <summary>Takes every file that the open page offers: its name, what the page says of it, and its bytes.</summary>
    public async Task<IReadOnlyList<(string Said, HttpResponseMessage Answer, byte[] Bytes)>> TakesFilesAsync()
    {
        var links = visitor.Document.QuerySelectorAll<IHtmlAnchorElement>("a[href*='/files/']").Select(a => (Href: a.GetAttribute("href")!, Said: (a.Closest("li, tr, dd, div") ?? a).TextContent)).ToList();
        var files = new List<(string, HttpResponseMessage, byte[])>();
        foreach (var (href, said) in links)
        {
            var (answer, bytes) = await visitor.DownloadsAsync(href);
            files.Add((said, answer, bytes));
        }

        return files;
    }

    /// <summary>Writes to the reporter from the open page.</summary>
    public Task<Page> RepliesAsync(string text)
    {
        var form = visitor.Document.QuerySelectorAll<IHtmlFormElement>("form").First(f => (f.GetAttribute("action") ?? "").Contains("repl", StringComparison.OrdinalIgnoreCase));
        var field = form.QuerySelector("textarea")!.GetAttribute("name")!;
        return visitor.SendsAsync($"form[action='{form.GetAttribute("action")}']", new Dictionary<string, string?> { [field] = text });
    }

    /// <summary>Sends a form of the open page; passphrase and a fresh code are given where it asks for them again.</summary>
    public async Task<Page> ActsAsync(string form, params (string Field, string Value)[] values)
    {
        var typed = values.ToDictionary(v => v.Field, v => (string?)v.Value);
        if (visitor.Document.QuerySelector($"{form} input[name=passphrase]") is not null)
        {
            (typed["passphrase"], typed["code"]) = (person.Passphrase, await Totp.FreshAsync(person.TotpSecret, visitor.Home.Authority));
        }

        return await visitor.SendsAsync(form, typed);
    }

    public void Dispose() => visitor.Dispose();

    private async Task ListsAsync(string number)
    {
        var page = await visitor.OpensAsync("/office/reports");
        for (var leaves = 0; leaves < 10_000; leaves++)
        {
            foreach (var link in page.Document.QuerySelectorAll<IHtmlAnchorElement>("a[href*='/office/reports/']"))
            {
                var row = link.Closest("tr, li, article") ?? link;
                if (System.Text.RegularExpressions.Regex.Match(row.TextContent, @"\d{4}-\d{6}-\d") is { Success: true } found)
                {
                    _places[found.Value] = link.GetAttribute("href")!;
                }
            }

            if (_places.ContainsKey(number) || page.Document.QuerySelector("a[rel=next]") is not { } next)
            {
                return;
            }

            page = await visitor.OpensAsync(next.GetAttribute("href")!);
        }
    }

    private string Name(string selector) => visitor.Need<IElement>(selector).GetAttribute("name")!;
}
