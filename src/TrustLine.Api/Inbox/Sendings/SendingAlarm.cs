using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Inbox;

/// <summary>That reports are to be sent to the competent body at once (6.3(1)), on every page of who reads them, until number and proof of sending are entered. Who is excluded hears of none.</summary>
internal sealed class SendingAlarm(CaseDirectory directory)
{
    private static readonly string Place = new InboxPlace { Shows = ListShows.Due, Disposition = Disposition.Redirect }.List;

    public (string Text, string Address)? For(Role role, OfficeTexts t) =>
        role.Reads() && directory.All().Count(c => c.ToSend && c.MayRead(role)) is > 0 and var count ? (t.With("sent.alarm", count), Place) : null;
}
