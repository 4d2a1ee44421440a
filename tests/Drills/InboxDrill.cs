// How long an officer waits in a line of many cases: login, first page, later pages, one case, search; and the memory of the service meanwhile.

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class InboxDrill
{
    public const string Claim = "--count 10000 --data FOLDER: login, first page, later pages, one case, search and memory in a line of so many sealed cases";
    private const int Looks = 20;
    private static readonly string[] Words = ["Кайрат", "Шукин", "взятка", "сертификат", "пара", "calibration", "несуществующее"];

    public static async Task RunAsync(Options options, Figures figures)
    {
        var folder = options.Folder ?? Scratch.Folder("cases");
        if (!File.Exists(Path.Combine(folder, "data", "trustline.db")))
        {
            await CaseDrill.MakeAsync(folder, options.Get("count", 10_000), figures);
        }

        var line = await LineProcess.StartAsync(folder, null);
        try
        {
            figures.Say($"start-up to the first answered request {line.StartUp.TotalMilliseconds:F0} ms, {line.Memory().Now >> 20} MB");
            foreach (var role in new[] { "officer", "director" })
            {
                await LooksAsync(line, role, figures);
            }

            figures.Say($"resident memory {line.Memory().Now >> 20} MB, {line.Memory().Peak >> 20} MB at most; {line.ProcessorSeconds():F1} s of processor");
        }
        finally
        {
            await line.StopAsync();
        }
    }

    private static async Task LooksAsync(LineProcess line, string role, Figures figures)
    {
        using var person = await Officer.LogsInAsync(line, role);
        var visitor = person.Visitor;
        var steps = visitor.Seen.SkipWhile(p => !p.Address.AbsolutePath.EndsWith("/login", StringComparison.Ordinal)).Skip(1).ToList();
        figures.Say($"{role}: login {steps[0].Took.TotalMilliseconds:F0} ms (its slow hash included), then {string.Join(", ", steps.Skip(1).Select(p => FormattableString.Invariant($"{p.Address.AbsolutePath} {p.Took.TotalMilliseconds:F0} ms")))}");
        var first = visitor.Page.Address.AbsolutePath == "/office/reports" ? visitor.Page : await visitor.OpensAsync("/office/reports");
        figures.Holds(first.Took.TotalMilliseconds <= 1000, $"{role}: first page {first.Took.TotalMilliseconds:F0} ms (aim 1000), {first.Bytes.Length >> 10} KB");

        var views = first.Document.QuerySelectorAll<IHtmlAnchorElement>("a[data-view]").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        await KnowsAsync(line, visitor, role, figures);
        foreach (var view in views)
        {
            await PagesAsync(line, visitor, view, role, figures);
        }

        var cases = new Times();
        var worked = line.ProcessorSeconds();
        await visitor.OpensAsync("/office/reports");
        foreach (var place in visitor.Document.QuerySelectorAll<IHtmlAnchorElement>("a[href*='/office/reports/']").Select(a => a.GetAttribute("href")!).Distinct().Take(Looks).ToList())
        {
            cases.Add((await visitor.OpensAsync(place)).Took);
        }

        Say(figures, $"{role}: open a case", cases, line.ProcessorSeconds() - worked, null);
        await SearchAsync(line, visitor, role, figures);
    }

    private static async Task PagesAsync(LineProcess line, Visitor visitor, string view, string role, Figures figures)
    {
        var pages = new Times();
        var worked = line.ProcessorSeconds();
        var page = await visitor.OpensAsync(view);
        pages.Add(page.Took);
        while (pages.Count < Looks && page.Document.QuerySelector("a[rel=next]") is { } next)
        {
            page = await visitor.OpensAsync(next.GetAttribute("href")!);
            pages.Add(page.Took);
        }

        Say(figures, $"{role}: {view}", pages, line.ProcessorSeconds() - worked, 100);
    }

    // Reading the texts in for the search begins with the login; what follows is measured when it is over.
    private static async Task KnowsAsync(LineProcess line, Visitor visitor, string role, Figures figures)
    {
        var worked = line.ProcessorSeconds();
        var begun = System.Diagnostics.Stopwatch.StartNew();
        var page = await visitor.SendsAsync("form[role=search]", new Dictionary<string, string?> { ["q"] = Words[0] });
        figures.Say($"{role}: first search {page.Took.TotalMilliseconds:F0} ms");
        while (page.Document.QuerySelector("#found[data-incomplete]") is not null && begun.Elapsed < TimeSpan.FromMinutes(10))
        {
            await Task.Delay(500);
            page = await visitor.SendsAsync("form[role=search]", new Dictionary<string, string?> { ["q"] = Words[0] });
        }

        figures.Say($"{role}: the search knows every text after {begun.Elapsed.TotalSeconds:F1} s, {line.ProcessorSeconds() - worked:F1} s of processor");
    }

    private static async Task SearchAsync(LineProcess line, Visitor visitor, string role, Figures figures)
    {
        var times = new Times();
        await visitor.OpensAsync("/office/search");
        var worked = line.ProcessorSeconds();
        foreach (var word in Enumerable.Range(0, 3).SelectMany(_ => Words))
        {
            times.Add((await visitor.SendsAsync("form[role=search]", new Dictionary<string, string?> { ["q"] = word })).Took);
        }

        Say(figures, $"{role}: search", times, line.ProcessorSeconds() - worked, 300);
    }

    // The time that a person waits, and the processor's, which neighbours on the machine do not stretch.
    private static void Say(Figures figures, string what, Times times, double processor, double? aim)
    {
        FormattableString figure = $"{what}: {times.Count} times, median {times.Percentile(.5):F0} ms, p95 {times.Percentile(.95):F0} ms{(aim is { } most ? $" (aim {most:F0})" : "")}, processor {1000 * processor / times.Count:F0} ms each";
        if (aim is null)
        {
            figures.Say(figure);
        }
        else
        {
            figures.Holds(times.Percentile(.5) <= aim, figure);
        }
    }
}
