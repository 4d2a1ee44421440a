using System.Text;
using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Every text of a case that its readers see, in the order of its page. What signs something (the reason of an opening) is not among them: rewritten, it would no longer be what was signed.</summary>
internal static class CaseTexts
{
    public static IReadOnlyList<CaseText> Of(OpenCase opened)
    {
        var (id, texts) = (opened.Report.Id, new List<CaseText>());
        var sheet = JsonSerializer.Deserialize(opened.Part(PartKind.Answers), SheetJson.Sealed.AnswersSheet)!;
        texts.Add(new(TextKind.Told, "narrative", id, Encoding.UTF8.GetString(opened.Part(PartKind.Narrative))));
        texts.AddRange(sheet.Answers.Written().Concat(sheet.Taken?.Written() ?? []).Select(a => new CaseText(TextKind.Told, a.Item1, id, a.Item2)));
        foreach (var file in opened.Files())
            using (file) texts.Add(new(TextKind.FileName, "file", id, file.Name) { File = file.File });
        foreach (var (message, said, files) in opened.Thread())
        {
            texts.Add(new(TextKind.Message, said.From is MessageAuthor.Office ? "office" : "message", message, said.Text) { At = said.At });
            foreach (var file in files)
                using (file) texts.Add(new(TextKind.FileName, "file", message, file.Name) { File = file.File });
        }

        texts.AddRange(opened.Entries().Where(e => e.WordsHash is not null).Select(e => new CaseText(TextKind.Note, "note", RewrittenWords.Subject(e.Position), opened.Words(e)!) { Entry = e }));
        return texts;
    }
}

/// <summary>What a text of a case is, and so how it is sealed.</summary>
internal enum TextKind
{
    /// <summary>The narrative, an answer, or what the operator wrote about taking it.</summary>
    Told,

    /// <summary>A message in either direction.</summary>
    Message,

    /// <summary>A note or a reason of the staff.</summary>
    Note,

    /// <summary>The name of a file, in its list.</summary>
    FileName,
}

/// <summary>One text of a case. Prints nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">Its name: narrative, a question, message, office, note, file.</param>
/// <param name="Subject">What it is sealed for: the report, a message, or an entry's rewritten words.</param>
/// <param name="Text">As it stands now.</param>
internal sealed record CaseText(TextKind Kind, string From, Guid Subject, string Text)
{
    /// <summary>When it was written; null for what came with the report.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The file of which it is the name.</summary>
    public Guid? File { get; init; }

    /// <summary>The entry whose words it is.</summary>
    public Entry? Entry { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CaseText);
}
