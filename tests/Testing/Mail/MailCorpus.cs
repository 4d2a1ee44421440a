// The corpus: every program writes every story, plain and with files; answers and mails passed on; and each sin on a mail of its own.

namespace TrustLine.Testing.Mail;

public static class MailCorpus
{
    private static readonly Lazy<IReadOnlyList<MailSample>> all = new(() => [.. Honest(), .. Threads.All(), .. Sins.All()]);

    /// <summary>All samples, the same on every run.</summary>
    public static IReadOnlyList<MailSample> All => all.Value;

    private static IEnumerable<MailSample> Honest()
    {
        foreach (var (client, write) in Clients.All)
        {
            for (var i = 0; i < Stories.All.Count; i++)
            {
                var story = Stories.All[i];
                yield return Sample($"{client} {story.Language}{i}", write, story, []);
                yield return Sample($"{client} {story.Language}{i} with files", write, story, Files(story, i));
            }
        }
    }

    private static IReadOnlyList<SampleFile> Files(MailStory story, int i) => (story.Language, i % 3) switch
    {
        ("kk", 0) => [SampleFiles.Photo("Қойма есігі.jpg")],
        ("kk", 1) => [SampleFiles.Docx("Хат алмасу көшірмесі — 2026 жылғы наурыз.docx"), SampleFiles.Pdf("tender.pdf")],
        ("kk", _) => [SampleFiles.Pdf("Өтініш.pdf", 57)],
        ("ru", 0) => [SampleFiles.Photo("IMG_20260312_192030.jpg", 4000), SampleFiles.Photo("IMG_20260312_192031.jpg", 3)],
        ("ru", 1) => [SampleFiles.Xlsx("Сверка за февраль (итог).xlsx"), SampleFiles.Docx("Договор №17-26 поставка «кабеля».docx")],
        ("ru", _) => [SampleFiles.Pdf("doc00123420260312101112.pdf", 3000)],
        ("en", _) => [SampleFiles.Pdf("Acceptance report, final.pdf"), SampleFiles.Xlsx("invoices 2026.xlsx")],
        _ => [SampleFiles.Docx("Акт выполненных работ Қазан.docx")],
    };

    private static MailSample Sample(string name, Func<Letter, byte[]> write, MailStory story, IReadOnlyList<SampleFile> files)
    {
        var text = string.Join("\n\n", story.Paragraphs) + "\n\n" + story.Closing + "\n" + story.Writer;
        return new(name, write(new(story, text, files)))
        {
            Subject = story.Subject,
            From = (story.Writer, story.Address),
            To = ["doverie@line.example.kz"],
            Text = text,
            Own = string.Join("\n\n", story.Paragraphs),
            Files = files,
        };
    }
}
