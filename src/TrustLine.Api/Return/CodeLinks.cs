using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Return;

/// <summary>
/// The receipt code of a report that came by mail. A letter lies with those who run mail servers, so it holds a link and never the code: the code waits under the link's own
/// secret and the server's seal, for seven days, and is shown by pressing a button (programs that look at links before people do press none). It is shown once; the page that showed it may
/// show it again for a quarter of an hour, so that a broken line costs nobody the code.
/// </summary>
internal sealed class CodeLinks(Database database, JournalWriter writer, LineKeys keys, ReturnDesk desk, TimeProvider time)
{
    /// <summary>How long a code waits, in days.</summary>
    public const int Days = 7;

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    /// <summary>Keeps a code for its link, in the transaction that sends the letter; the link's secret is in the letter alone.</summary>
    public FormToken Put(JournalAct act, WaitingCode code)
    {
        var link = FormToken.New();
        act.Db.CodeLinks.Add(new CodeLinkRow(link.LookUp(), Sealed(link, code), Today(time.GetUtcNow()).AddDays(Days)));
        return link;
    }

    /// <summary>Whether there is something to show to a page that has not shown it.</summary>
    public bool Waits(FormToken link)
    {
        using var db = database.Read();
        return Opened(db, link) is { Page.Length: 0 };
    }

    /// <summary>
    /// The code, for this page; null when there is none: never made, fetched by another page, run out, or no longer the report's. Once it was fetched the same letter delivered
    /// again makes no other code.
    /// </summary>
    public async Task<WaitingCode?> ShowAsync(FormToken link, FormToken page, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var shown = await writer.WriteAsync(act =>
        {
            if (Opened(act.Db, link) is not { } code) return null;
            if (code.Page is { Length: > 0 } before) return Digest.Same(before, page.LookUp()) && now < code.ShownUntil ? code : null;
            var hash = link.LookUp();
            act.Db.CodeLinks.Single(l => l.LinkHash == hash).Replace(Sealed(link, code with { Page = page.LookUp(), ShownUntil = now + Again }));
            return code;
        }, cancellation);
        if (shown is not null) await desk.ConfirmAsync(shown.Report, cancellation);
        return shown;
    }

    /// <summary>Throws away what nobody fetched in time.</summary>
    public static void Forget(JournalAct act, DateTimeOffset now)
    {
        var today = Today(now);
        act.Db.CodeLinks.RemoveRange(act.Db.CodeLinks.Where(l => l.Until < today));
    }

    private WaitingCode? Opened(JournalDb db, FormToken link)
    {
        var (hash, today) = (link.LookUp(), Today(time.GetUtcNow()));
        if (db.CodeLinks.SingleOrDefault(l => l.LinkHash == hash && l.Until >= today) is not { } row) return null;
        using var key = Key(link);
        var bytes = keys.Server.Unprotect(Labels.CodeLink, Guid.Empty, row.Sealed);
        var code = JsonSerializer.Deserialize(Envelope.Open(key, Use, bytes, Digest.Sha256(bytes)), WaitingCodeJson.Default.WaitingCode)!;
        // A code that was replaced since, by a letter delivered again or by the reporter, opens nothing any more.
        return db.Reports.SingleOrDefault(r => r.Id == code.Report)?.CodeLookup is { } now && Digest.Same(now, code.LookUp) ? code : null;
    }

    private byte[] Sealed(FormToken link, WaitingCode code)
    {
        using var key = Key(link);
        var json = JsonSerializer.SerializeToUtf8Bytes(code, WaitingCodeJson.Default.WaitingCode);
        var bytes = keys.Server.Protect(Labels.CodeLink, Guid.Empty, Envelope.Seal(key, Use, json, EnvelopeSize.ReturnPath).Bytes);
        Digest.Wipe(json);
        return bytes;
    }

    private static Binding Use => new(Labels.CodeLink, Guid.Empty, []);

    private static SecretKey Key(FormToken link)
    {
        using var root = link.Key();
        return root.Derive(Labels.CodeLink);
    }

    private static DateOnly Today(DateTimeOffset now) => AstanaTime.DayOf(now.ToInstant()).ToDateOnly();
}

/// <summary>A code behind a link. Prints nothing.</summary>
/// <param name="Report">Whose it is.</param>
/// <param name="Number">The registration number.</param>
/// <param name="Code">The code in groups of four.</param>
/// <param name="LookUp">The value by which the report was found when it was made.</param>
/// <param name="AnswerBy">The day of the answer.</param>
/// <param name="Anonymous">Whether no written answer is sent.</param>
internal sealed record WaitingCode(Guid Report, string Number, string Code, byte[] LookUp, DateOnly AnswerBy, bool Anonymous)
{
    /// <summary>Hash of the page that has shown it; empty while none has.</summary>
    public byte[] Page { get; init; } = [];

    /// <summary>Until when that page may show it again.</summary>
    public DateTimeOffset ShownUntil { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(WaitingCode);
}

/// <summary>JSON of a waiting code.</summary>
[JsonSerializable(typeof(WaitingCode))]
internal sealed partial class WaitingCodeJson : JsonSerializerContext;
