using TrustLine.Api.Journal;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// After a repeated delivery gave the reporter a new code and key, what was written before opens no more for them: the next reader
/// seals those messages to the new key.
/// </summary>
internal sealed class Resealing(JournalWriter writer, LineKeys keys, ThreadSealer thread, TimeProvider time)
{
    /// <summary>Seals what has to be; most visits have nothing to do.</summary>
    public async Task ForReporterAsync(OpenCase opened, Guid by)
    {
        var facts = opened.Entries().Select(e => (e.Position, Fact: keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject))).ToList();
        var replaced = facts.Where(f => f.Fact.Kind == FactKind.CodeReplaced).Select(f => f.Position).DefaultIfEmpty(-1).Max();
        if (facts.Exists(f => f.Fact.Kind == FactKind.ThreadResealed && f.Position > replaced)) return;
        var before = facts.Where(f => f.Fact.Kind is FactKind.OfficeWrote or FactKind.TextOffered or FactKind.ReportAnswered or FactKind.ReporterWrote or FactKind.OpeningAsked && f.Position < replaced).Select(f => f.Fact.About).OfType<Guid>().ToList();
        if (before.Count == 0) return;

        var reporter = AgreementPublicKey.From(opened.Report.ReporterKey);
        var slots = new List<(Guid Message, KeySlot Slot)>();
        foreach (var message in before)
        {
            using var key = opened.MessageKey(message);
            if (key is not null) slots.Add((message, thread.ResealToReporter(key, message, reporter)));
        }

        if (slots.Count == 0) return;
        await writer.WriteAsync(act =>
        {
            // Replaced again meanwhile: this key is no longer the reporter's; the next visit will see it.
            if (!act.Db.Reports.Single(r => r.Id == opened.Report.Id).ReporterKey.AsSpan().SequenceEqual(opened.Report.ReporterKey)) return;
            foreach (var (message, slot) in slots)
                act.Db.Seals.SingleOrDefault(s => s.SubjectId == message && s.Kind == (int)SealKind.MessageKey && s.Group == 0)?.Replace(slot); // None where it was taken back.
            act.Record(Scope.Report, opened.Report.Id, new Fact(FactKind.ThreadResealed, time.GetUtcNow(), by));
        });
    }
}
