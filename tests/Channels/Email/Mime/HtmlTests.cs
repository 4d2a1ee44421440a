using TrustLine.Channels.Email.Mime;
using TrustLine.Channels.Email.Mime.Html;

namespace TrustLine.Tests.Channels.Email.Mime;

public class HtmlTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "<p>One</p><p>Two</p>", "One\n\nTwo" },
        { "One<br>Two<br/><br>Three", "One\nTwo\n\nThree" },
        { "<div>One</div><div>Two</div>", "One\nTwo" },
        { "  a \n  b\t c ", "a b c" },
        { "<pre>a\n  b</pre>", "a\n  b" },
        { "<ul><li>one<li>two</ul>", "• one\n• two" },
        { "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3" },
        { "<h1>Title</h1>text", "Title\n\ntext" },
        { "a<b>b</b>c<i>d</i>", "abcd" },
        { "&lt;tag&gt; &amp; &quot;x&quot; &nbsp;&laquo;y&raquo; &#1040;&#x410;&#151;", "<tag> & \"x\" \u00a0«y» АА—" },
        { "x&nbsp no &copy=1 &unknown; &", "x\u00a0 no &copy=1 &unknown; &" },
        { "&#0;&#xD800;&#99999999;", "\uFFFD\uFFFD\uFFFD" },
        { "<script>evil()</script><style>p{}</style><title>t</title>x", "x" },
        { "a<!-- hidden -->b<![if !vml]>c<![endif]><!--[if mso]><p>mso</p><![endif]-->", "abc" },
        { "a<!-- never closed <b>b</b>", "a never closed b" },
        { "a < b and c > d", "a < b and c > d" },
        { "tail <a href=\"x", "tail <a href=\"x" },
        { "<a href=\"https://example.kz/doc\">документ</a>.", "документ <https://example.kz/doc>." },
        { "<a href=\"https://example.kz/\">example.kz</a>", "example.kz" },
        { "<a href=\"mailto:a@b.kz\">a@b.kz</a>", "a@b.kz" },
        { "<a href=\"https://evil.example/\">https://bank.kz</a>", "https://bank.kz <https://evil.example/>" },
        { "<a href='#top'>up</a>", "up" },
        { "<img src=\"https://track.example/x.gif\" width=1><img alt=\"акт\" src=cid:1>", "[акт]" },
        { "mine<blockquote>theirs<br>two<blockquote>older</blockquote></blockquote>mine", "mine\n> theirs\n> two\n>> older\nmine" },
        { "<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n> b\nc" },
        { "x<div style=\"display:none\">secret</div>y", "x\n⟦secret⟧\ny" },
        { "x <span style=\"font-size:0\">secret</span> y", "x ⟦secret⟧ y" },
        { "x <span style=\"color:#FFFFFF\">secret</span> y", "x ⟦secret⟧ y" },
        { "x <font color=white>secret</font> y", "x ⟦secret⟧ y" },
        { "x <span style='color: red; background-color: red'>secret</span> y", "x ⟦secret⟧ y" },
        { "<table bgcolor=\"#003366\"><tr><td><font color=white>heading</font></td></tr></table>", "heading" },
        { "<div style=\"display:none\"><div>a</div>b</div>c", "⟦a\nb⟧\nc" },
        { "<div style=\"display:none\">&zwnj;&nbsp;&zwnj;&nbsp;</div>c", "c" },
        { "<span style=\"opacity:1;max-height:100px;font-size:12pt\">seen</span>", "seen" },
        { "a<o:p></o:p><v:shape>b</v:shape>", "ab" },
        { "<p>a<p>b", "a\n\nb" },
        { "</div></p>a</b>", "a" },
        { "<div class=\"gmail_signature\">Ivan</div>", "--\nIvan" },
        { "one<hr>two", "one\n----------\ntwo" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_become_readable(string html, string text) => Assert.Equal(text, HtmlText.Of(html, new HashSet<Remark>()).Replace("\n\n\n", "\n\n"));

    [Fact]
    public void What_is_hidden_is_remarked()
    {
        var remarks = new HashSet<Remark>();
        HtmlText.Of("<p style='display:none'>x</p>", remarks);
        Assert.Contains(Remark.HiddenText, remarks);
    }

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<blockquote>x", 50_000)]
    [InlineData("<a href=x>", 60_000)]
    [InlineData("<script>", 60_000)]
    [InlineData("<!--", 100_000)]
    [InlineData("<a b=\"", 80_000)]
    [InlineData("<a b='c\" ", 80_000)]
    [InlineData("&#", 200_000)]
    [InlineData("&a", 200_000)]
    [InlineData("<", 500_000)]
    [InlineData("</", 300_000)]
    [InlineData("<p style='display:none'>x<p>", 20_000)]
    [InlineData("<table><td>", 50_000)]
    public void Time_and_length_stay_in_proportion(string piece, int times)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var html = string.Concat(Enumerable.Repeat(piece, times));
        var text = HtmlText.Of(html, new HashSet<Remark>());
        Assert.True(text.Length <= (html.Length * 4) + 1000, $"{text.Length} of {html.Length}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }
}
