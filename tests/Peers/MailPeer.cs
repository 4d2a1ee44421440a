using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustLine.Channels.Email.Mime;
using TrustLine.Testing.Mail;

namespace TrustLine.Peers.Tests;

/// <summary>Two independent parsers read the corpus: subject, addresses, words, names and bytes of files are the same as ours, or the difference stands in the list with its reason.</summary>
[Trait("Category", "Peers")]
[Trait("Needs", "node")]
public sealed class MailPeer : IDisposable
{
    private readonly Judge judge = new("mail");

    public void Dispose() => judge.Dispose();

    [Theory]
    [InlineData("mailparser")]
    [InlineData("postalMime")]
    public void It_reads_the_corpus_as_we_do(string parser)
    {
        var (differing, met) = (new List<string>(), new HashSet<MailDifference>());
        foreach (var sample in MailCorpus.All)
        {
            var theirs = judge.Ask(new { parser, mail = Convert.ToBase64String(sample.Bytes) });
            foreach (var (field, their, our) in Compared(sample, theirs))
            {
                if (their == our) continue;
                var known = MailDifferences.All.FirstOrDefault(d => d.Fits(parser, field, sample));
                if (known is null) differing.Add($"{sample.Name}: {field}\n  {parser}: {their}\n  ours: {our}");
                else met.Add(known);
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count} differ\n{string.Join("\n", differing.Take(40))}");
        var stale = MailDifferences.All.Where(d => d.Parser == parser && !met.Contains(d)).Select(d => $"{d.Field} {d.Sample}").ToList();
        Assert.True(stale.Count == 0, "They read this as we do by now: " + string.Join("; ", stale));
    }

    private static IEnumerable<(string Field, string Theirs, string Ours)> Compared(MailSample sample, JsonNode theirs)
    {
        var files = new List<MemoryStream>();
        var mail = MailReader.ReadAsync(new MemoryStream(sample.Bytes), (_, _) =>
        {
            files.Add(new());
            return new(files[^1]);
        }).GetAwaiter().GetResult();
        if (theirs["refused"] is not null)
        {
            yield return ("all", "refused", "read");
            yield break;
        }

        yield return ("subject", (string)theirs["subject"]!, mail.Subject);
        yield return ("from", Listed(theirs["from"]!), string.Join("; ", mail.From.Select(c => $"{c.Name} <{c.Address}>")));
        yield return ("to", Listed(theirs["to"]!), string.Join("; ", mail.To.Select(c => $"{c.Name} <{c.Address}>")));
        yield return ("text", Bare((string)theirs["text"]!), Bare(mail.Text.Whole));
        var ours = mail.Parts.Zip(files, (part, bytes) => (Name: part.Head.Named ? part.Name : "", Hash: Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())))).ToList();
        var their = theirs["files"]!.AsArray().Select(f => (Name: (string)f!["name"]!, Hash: (string)f["sha256"]!)).ToList();
        yield return ("file names", string.Join(" | ", their.Select(f => f.Name)), string.Join(" | ", ours.Select(f => f.Name)));
        yield return ("file bytes", string.Join(" | ", their.Select(f => f.Hash)), string.Join(" | ", ours.Select(f => f.Hash)));
    }

    private static string Listed(JsonNode list) => string.Join("; ", list.AsArray().Select(c => $"{(string)c!["name"]!} <{(string)c["address"]!}>"));

    // Blanks, the way lists and quotations are marked, and signs without width differ from program to program.
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('>' or '\u200b' or '\ufeff')));
}
