// Bad input gets a clear problem document, leaves nothing behind and never comes back raw; hostile but possible input is taken as text.

using System.Net;
using System.Net.Http.Headers;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class BadInputScenes(DemoLine demo)
{
    private readonly LineProcess _line = demo.Line;

    public static TheoryData<string> Rows => [.. BadInput.Table.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Bad_input_is_refused_and_leaves_nothing(string name)
    {
        var row = BadInput.Table.Single(r => r.Name == name);
        using var reporter = _line.Reporter();
        var before = Stories.Ordinal((await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()))).RegistrationNumber);
        var files = _line.SealedFiles();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var answer = await row.Send(_line, limit.Token);
        Assert.Null(BadInput.Judge(row, answer));
        var after = Stories.Ordinal((await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()))).RegistrationNumber);
        Assert.Equal(before + 1, after);
        Assert.Equal(files, _line.SealedFiles());
        Assert.DoesNotContain(BadInput.Mark, _line.Log(), StringComparison.OrdinalIgnoreCase);
        Assert.True(_line.Memory().Now < 600L << 20, $"{_line.Memory().Now >> 20} MB resident");
    }

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE Reports; -- \" OR \"\"=\"",
        "\u202Egnp.exe\u202C \u2066x\u2069 \u200Fעברית\u200F",
        "line\r\nSet-Cookie: a=b\r\n\r\n<html>",
        "{{7*7}} ${7*7} <%= 7*7 %> @(7*7)",
        "../../../../etc/passwd\u0000.txt".Replace("\u0000", "", StringComparison.Ordinal),
        "😀 ﷽ Ꙭ " + "ё\u0308\u0308\u0308\u0308\u0308\u0308",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_text_in_every_field_is_only_text(string text)
    {
        using var reporter = _line.Reporter();
        var story = new Story(
            "Директор лаборатории взял взятку. " + text, "ru",
            new(text, text, text, text, text),
            new(text, text, text, text, text, text, false, false, false),
            [new Paper("f.bin", "application/octet-stream", [1, 2, 3])]);
        var receipt = await reporter.ReportsAsync(story);
        await reporter.WritesAsync(receipt.ReceiptCode!, text);
        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Equal(text.ReplaceLineEndings("\n"), Assert.Single(back!.Messages, m => m.From == "reporter").Text.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("../../../../tmp/evil.txt")]
    [InlineData("a\r\nSet-Cookie: x=1\r\n.txt")]
    [InlineData("\u202Egnp.exe")]
    [InlineData("<script>alert(1)</script>.html")]
    [InlineData("CON")]
    [InlineData(".")]
    public async Task A_hostile_file_name_is_only_a_name(string name)
    {
        using var http = _line.Http();
        using var parts = Reporter.Multipart(Stories.In("ru", Stories.Mark()));
        var content = new ByteArrayContent("bytes"u8.ToArray());
        content.Headers.ContentType = new("text/html");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "files", FileNameStar = name };
        parts.Add(content);
        using var answer = await http.PostAsync(new Uri("/api/reports", UriKind.Relative), parts);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.BadRequest });
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
