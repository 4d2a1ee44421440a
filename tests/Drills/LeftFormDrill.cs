// A form that is left open at every step, sent twice, and sent across restarts of the service is one report with all its text.

using System.Diagnostics;
using System.Globalization;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class LeftFormDrill
{
    public const string Claim = "--seconds 600: a form left for so long, sent twice and across restarts, without scripts, is one report with all its text";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var left = TimeSpan.FromSeconds(options.Get("seconds", 600));
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var before = Ordinal((await reporter.ReportsAsync(new Story("Завхоз взял взятку 50 000 тенге.", "ru"))).RegistrationNumber);
        using var form = new FormReporter(line.Visitor(), "kk");
        var mark = "m" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..8]);
        await form.BeginsAsync();
        await form.TellsAsync($"Зертхана меңгерушісі сертификат үшін екі жүз мың теңге пара алды. Белгі {mark}.\r\n\r\nЕкінші абзац: соңы {mark}z", Papers.Noise("a.bin", 70_000, 3));
        var watch = Stopwatch.StartNew();
        await Task.Delay(left);
        figures.Say($"the form was left for {watch.Elapsed.TotalSeconds:F0} s");
        await line.RestartAsync();
        await form.AnswersAsync(("who", "меңгеруші"));
        await line.RestartAsync();
        await form.StaysAnonymousAsync();
        figures.Holds(form.Visitor.Page.Text.Contains(mark + "z", StringComparison.Ordinal), $"the page before sending shows the last word of the story");
        var (first, second) = (form.Pressed(), form.Pressed());
        await line.RestartAsync();
        await form.Visitor.GoAsync(first);
        var number = form.Number;
        await line.RestartAsync();
        await form.Visitor.GoAsync(second);
        figures.Holds(number.Length > 0 && number == form.Number, $"sent twice it has one number");
        var after = Ordinal((await reporter.ReportsAsync(new Story("Завхоз взял взятку 60 000 тенге.", "ru"))).RegistrationNumber);
        figures.Holds(after == before + 2, $"{after - before - 1} reports came of it");
        // The code shown last is the one that opens.
        figures.Holds((await reporter.ReturnsAsync(form.Code))?.RegistrationNumber == number, $"the code shown last opens it");
        using var officer = await Officer.LogsInAsync(line, "officer");
        var page = await officer.ReadsAsync(number);
        figures.Holds(page.Text.Contains(mark + ".", StringComparison.Ordinal) && page.Text.Contains(mark + "z", StringComparison.Ordinal), $"the officer reads all of it");
    }

    private static int Ordinal(string number) => int.Parse(number.Split('-')[1], CultureInfo.InvariantCulture);
}
