using TrustLine.Channels.Email.Mime;
using TrustLine.Testing.Mail;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>Every mail of the corpus is read as its maker meant it.</summary>
public class CorpusTests
{
    [Fact]
    public void There_are_at_least_three_hundred_mails_and_no_two_of_a_name()
    {
        Assert.True(MailCorpus.All.Count >= 300, $"{MailCorpus.All.Count} mails");
        Assert.Empty(MailCorpus.All.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Subject_sender_receivers_words_and_files_are_the_makers()
    {
        var wrong = MailCorpus.All.SelectMany(sample => Wrong(sample).Select(w => $"{sample.Name}: {w}")).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n" + string.Join("\n", wrong.Take(60)));
    }

    [Fact]
    public void Own_words_are_told_from_quotations_and_signatures()
    {
        var wrong = new List<string>();
        foreach (var sample in MailCorpus.All.Where(s => s.Own is not null))
        {
            var own = Reading.Of(sample.Bytes).Mail.Text.Own;
            if (Reading.Bare(own) != Reading.Bare(sample.Own!)) wrong.Add($"{sample.Name}: {own}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n" + string.Join("\n", wrong.Take(30)));
    }

    [Fact]
    public void Stretches_together_are_the_whole()
    {
        foreach (var sample in MailCorpus.All)
        {
            var text = Reading.Of(sample.Bytes).Mail.Text;
            Assert.Equal(text.Whole, string.Concat(text.Stretches.Select(s => s.Text)));
        }
    }

    [Fact]
    public void Mails_without_a_sin_give_no_remark()
    {
        var noted = MailCorpus.All.Where(s => s.Sin.Length == 0).Select(s => (s.Name, Reading.Of(s.Bytes).Mail.Remarks)).Where(r => r.Remarks.Count > 0).Select(r => $"{r.Name}: {string.Join(' ', r.Remarks)}").ToList();
        Assert.True(noted.Count == 0, string.Join("\n", noted.Take(30)));
    }

    [Fact]
    public void A_second_delivery_has_the_same_content_and_another_mail_has_not()
    {
        var seen = new Dictionary<string, string>();
        foreach (var sample in MailCorpus.All.Where(s => s.Sin.Length == 0))
        {
            var first = Content(sample.Bytes);
            Assert.Equal(first, Content([.. "Received: from elsewhere\r\nDelivered-To: other@line.example.kz\r\nX-Spam-Status: No\r\n"u8, .. sample.Bytes]));
            // Two clients may write the very same letter; one client never the same content for two stories.
            var client = sample.Name.Split(' ')[0] + first;
            Assert.True(seen.TryAdd(client, sample.Name), $"{sample.Name} has the content of {seen.GetValueOrDefault(client)}");
        }
    }

    private static string Content(byte[] mail)
    {
        var read = Reading.Of(mail);
        return string.Join('\u001f', read.Mail.Content(part => Convert.ToHexString(read.Files[part.Head.Number - 1].Bytes)));
    }

    private static IEnumerable<string> Wrong(MailSample sample)
    {
        var (mail, files) = Reading.Of(sample.Bytes);
        if (mail.Subject != sample.Subject) yield return $"subject «{mail.Subject}»";
        var from = mail.From is [var one] ? (one.Name, one.Address) : default;
        if (from != sample.From) yield return $"from «{from}»";
        var to = mail.To.Select(t => t.Address).Where(a => a.Length > 0).ToList();
        if (!to.SequenceEqual(sample.To)) yield return $"to «{string.Join(' ', to)}»";
        var text = mail.Text.Other is not null && sample.Sin.Contains("KZ-1048 called", StringComparison.Ordinal) ? mail.Text.Other : mail.Text.Whole;
        if (Reading.Bare(text) != Reading.Bare(sample.Text)) yield return $"text «{text}»";
        var expected = sample.Files.Select(f => f.Name).ToList();
        if (sample.Sin.StartsWith("a charset that nobody", StringComparison.Ordinal)) expected.Add("part-1.txt");
        if (!files.Select(f => f.Name).SequenceEqual(expected)) yield return $"files «{string.Join(" | ", files.Select(f => f.Name))}»";
        else
            foreach (var (file, read) in sample.Files.Zip(files))
                if (!file.Bytes.AsSpan().SequenceEqual(read.Bytes)) yield return $"bytes of {file.Name}: {read.Bytes.Length} for {file.Bytes.Length}";
    }
}
