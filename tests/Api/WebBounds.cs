// What the web adapter reads and refuses: texts, file names, multipart bodies, strict JSON.

using System.Text;
using TrustLine.Channels.Web;

namespace TrustLine.Tests;

public sealed class WebBounds
{
    private static readonly WebOptions Bounds = new() { Parts = 6, Files = 2, FieldBytes = 64 };

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("  \n текст \t х \n ", "текст \t х")]
    [InlineData("a\0b\u0007c\u009fd", "abcd")]
    [InlineData("қ\u202Eә", "қ\u202Eә")]
    [InlineData(null, "")]
    public void A_story_keeps_its_words_and_loses_what_nobody_types(string? typed, string kept) => Assert.Equal(kept, StrictText.Lines(typed));

    [Theory]
    [InlineData("Иванов\r\nBcc: a@b.kz", "Иванов Bcc: a@b.kz")]
    [InlineData(" A\u202Efdp.exe\u2066 ", "Afdp.exe")]
    [InlineData("x\u2028y", "x y")]
    public void A_line_stays_one_line_and_reads_one_way(string typed, string kept) => Assert.Equal(kept, StrictText.Line(typed));

    [Theory]
    [InlineData(" \u00a0\u200b\u2060\n", false)]
    [InlineData("\ufeff", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData(" я ", true)]
    [InlineData("\U0001F198", true)]
    public void Text_that_shows_nothing_says_nothing(string? text, bool says) => Assert.Equal(says, StrictText.Says(text));

    [Theory]
    [InlineData("C:\\Users\\Иванов\\Desktop\\акт.docx", "акт.docx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("фото\u202Egpj.exe", "фотоgpj.exe")]
    [InlineData("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt")]
    [InlineData("...", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("\ud800x.png", "x.png")]
    public void A_file_name_is_the_visible_last_part(string? given, string clean) => Assert.Equal(clean, FileNames.Clean(given));

    [Fact]
    public void A_long_file_name_keeps_its_ending()
    {
        var clean = FileNames.Clean(new string('я', 500) + ".xlsx");
        Assert.Equal(120, clean.Length);
        Assert.EndsWith("….xlsx", clean, StringComparison.Ordinal);
        var cut = FileNames.Clean(string.Concat(Enumerable.Repeat("\U0001F600", 100)));
        Assert.DoesNotContain(cut.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
    }

    [Theory]
    [InlineData("image/JPEG; charset=x", "image/jpeg")]
    [InlineData("text/html\r\nX: y", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    [InlineData("я/ю", "application/octet-stream")]
    public void A_media_type_is_type_and_subtype(string? told, string kept) => Assert.Equal(kept, FileNames.MediaType(told));

    [Theory]
    [InlineData("multipart/form-data; boundary=abc", "abc")]
    [InlineData("multipart/form-data; boundary=\"a b\"", "a b")]
    [InlineData("multipart/form-data", null)]
    [InlineData("multipart/mixed; boundary=abc", null)]
    [InlineData("application/json", null)]
    [InlineData(null, null)]
    public void Only_form_data_has_a_boundary(string? type, string? boundary) => Assert.Equal(boundary, MultipartForm.Boundary(type));

    [Fact]
    public void An_endless_boundary_is_none() => Assert.Null(MultipartForm.Boundary("multipart/form-data; boundary=" + new string('b', 71)));

    [Fact]
    public async Task Texts_and_files_come_apart_and_an_empty_file_input_is_passed_over()
    {
        List<(string Field, string Name, string Type, byte[] Bytes)> files = [];
        var form = await ReadAsync(
            Text("language", "kk") + Text("narrative", "пара сұрады") + File("files", "", "") + File("files", "акт.pdf", "%PDF", "application/pdf") + File("files", "бос.txt", ""), files);
        Assert.Equal("kk", form["language"]);
        Assert.Equal("пара сұрады", form["narrative"]);
        Assert.Null(form["files"]);
        Assert.Equal(["акт.pdf", "бос.txt"], files.Select(f => f.Name));
        Assert.Equal("%PDF"u8.ToArray(), files[0].Bytes);
        Assert.Equal("application/pdf", files[0].Type);
        Assert.Empty(files[1].Bytes);
    }

    public static TheoryData<string, string, BodyFault> Broken => new()
    {
        { "a field twice", Text("a", "1") + Text("a", "2"), BodyFault.Fields },
        { "a part without name", "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n", BodyFault.Fields },
        { "a part without disposition", "--x\r\nContent-Type: text/plain\r\n\r\n1\r\n", BodyFault.Fields },
        { "an attachment instead of form data", "--x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n", BodyFault.Fields },
        { "too many parts", string.Concat(Enumerable.Range(0, 7).Select(i => Text("a" + i, "1"))), BodyFault.Fields },
        { "too many files", string.Concat(Enumerable.Range(0, 3).Select(i => File("files", i + ".txt", "1"))), BodyFault.ManyFiles },
        { "a text too long to be read", Text("a", new string('я', 33)), BodyFault.Large },
        { "a text that is not UTF-8", Text("a", "\u0001"), BodyFault.NotUtf8 },
        { "too many headers", "--x\r\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"X-{i}: 1\r\n")) + "\r\n1\r\n", BodyFault.Broken },
        { "headers too long", "--x\r\nX: " + new string('a', 5000) + "\r\n\r\n1\r\n", BodyFault.Broken },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_body_is_refused_for_its_own_reason(string why, string parts, BodyFault fault)
    {
        var refused = await Assert.ThrowsAsync<BodyException>(() => ReadAsync(parts, []));
        Assert.True(fault == refused.Fault, $"{why}: {refused.Fault}");
        Assert.DoesNotContain("я", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\ncut")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut")]
    [InlineData("no boundary at all")]
    [InlineData("")]
    public async Task A_body_that_was_cut_off_is_broken(string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var refused = await Assert.ThrowsAsync<BodyException>(() => MultipartForm.ReadAsync(stream, "x", Bounds, (_, _, _, _, bytes) => bytes.CopyToAsync(Stream.Null), default));
        Assert.Equal(BodyFault.Broken, refused.Fault);
    }

    [Fact]
    public async Task A_disk_that_fails_is_not_the_reporters_fault() =>
        await Assert.ThrowsAsync<IOException>(() => MultipartForm.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(File("files", "a", "1") + "--x--\r\n")), "x", Bounds, (_, _, _, _, _) => throw new IOException("no space"), default));

    [Theory]
    [InlineData("""{"language":"ru","narrative":"x"}""", true)]
    [InlineData("""{"language":"ru","narrative":"x","more":1}""", false)]
    [InlineData("""{"language":"ru","language":"kk","narrative":"x"}""", false)]
    [InlineData("""{"Language":"ru","narrative":"x"}""", false)]
    [InlineData("""{"language":"ru","narrative":"x","answers":{"danger":"yes"}}""", false)]
    [InlineData("""{"language":"ru","narrative":"x","answers":{"danger":true,"aboutDirector":null}}""", true)]
    [InlineData("""{"language":"ru","narrative":"\ud800"}""", false)]
    [InlineData("""{"language":"ru","narrative":"x"} trailing""", false)]
    [InlineData("""{"language":"ru","narrative":"x","identity":{"fullName":{"a":{"b":1}}}}""", false)]
    [InlineData("null", false)]
    public void Json_is_taken_as_agreed_or_not_at_all(string json, bool taken) =>
        Assert.Equal(taken, WebJson.TryRead(Encoding.UTF8.GetBytes(json), WebJson.Default.ReportJson, out _, out _));

    [Fact]
    public void Broken_utf8_is_told_apart()
    {
        Assert.False(WebJson.TryRead([.. "{\"narrative\":\""u8, 0xC3, 0x28, .. "\"}"u8], WebJson.Default.ReportJson, out _, out var utf8));
        Assert.False(utf8);
    }

    [Fact]
    public void Nothing_that_was_sent_prints_itself()
    {
        object[] quiet = [new ReportJson { Narrative = "zqxj" }, new IdentityJson("zqxj"), new AnswersJson("zqxj"), new ReturnJson("zqxj"), new MessageJson("zqxj", "zqxj")];
        Assert.All(quiet, q => Assert.DoesNotContain("zqxj", q.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_arrival_has_the_words_and_an_identity_only_when_something_was_given()
    {
        var named = WebAdapter.ToArrival("web:1", Triage.Reports.Language.Kk, " мәтін \r\n екі ", new(Who: "\tкім ", Danger: true), new(FullName: " Асан\u202E ", Phone: "  ", PostalAddress: "Астана", Email: " a@b.kz "), []);
        Assert.Equal("мәтін \n екі", named.Narrative.Text);
        Assert.Equal("кім", named.Answers.Who);
        Assert.True(named.Answers.Danger);
        Assert.Null(named.Answers.AboutDirector);
        Assert.Equal("Асан", named.Identity!.FullName);
        Assert.Null(named.Identity.Phone);
        Assert.Equal(("email", "a@b.kz"), (named.ReturnAddress!.Kind, named.ReturnAddress.Address));

        var blank = WebAdapter.ToArrival("web:2", Triage.Reports.Language.Ru, "x", null, new(FullName: " \u200e "), []);
        Assert.Null(blank.Identity);
        Assert.Null(blank.ReturnAddress);
    }

    private static string Text(string name, string value) => $"--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static string File(string field, string name, string content, string type = "text/plain") =>
        $"--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {type}\r\n\r\n{content}\r\n";

    // A byte of 1 in these bodies stands for a byte that is no UTF-8.
    private static async Task<MultipartForm> ReadAsync(string parts, List<(string, string, string, byte[])> files)
    {
        var bytes = Encoding.UTF8.GetBytes(parts + "--x--\r\n");
        bytes.AsSpan().Replace((byte)1, (byte)0xFF);
        return await MultipartForm.ReadAsync(new MemoryStream(bytes), "x", Bounds, async (_, field, name, type, body) =>
        {
            using var content = new MemoryStream();
            await body.CopyToAsync(content);
            files.Add((field, name, type, content.ToArray()));
        }, default);
    }
}
