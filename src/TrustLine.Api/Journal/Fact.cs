using System.Text.Json.Serialization;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Journal;

/// <summary>One fact in the past tense: what happened, when, by whom. No content and no identity is ever in it.</summary>
internal sealed record Fact(FactKind Kind, DateTimeOffset At, Guid? By = null)
{
    /// <summary>The disposition that was recommended, confirmed or set.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>The thread message, file, opening, supplement of the identity or addressee that the fact is about.</summary>
    public Guid? About { get; init; }

    /// <summary>The recording that was listened to, or whose written text the fact is about.</summary>
    public Guid? Voice { get; init; }

    /// <summary>Place in the log of the entry that this one undoes.</summary>
    public long? Undoes { get; init; }

    /// <summary>The vault's number of the group that the fact is about.</summary>
    public int? Group { get; init; }

    /// <summary>The group's generation that the fact is about.</summary>
    public int? Generation { get; init; }

    /// <summary>What the administrator provided for.</summary>
    public Matter? Matter { get; init; }

    /// <summary>How many.</summary>
    public int? Count { get; init; }
    /// <summary>What the director decided.</summary>
    public DecisionKind? Decision { get; init; }

    /// <summary>The clause on which that rests: a key of the dated data.</summary>
    public string? Clause { get; init; }

    /// <summary>A day that the decision names: until when a term runs, or of which day an order is.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>The closed list of facts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FactKind>))]
internal enum FactKind
{
    /// <summary>A report was entered in the Journal (10.6, АППК 64(3)).</summary>
    ReportRegistered,

    /// <summary>A repeated delivery before the code was confirmed: a new code and reporter key replaced the first.</summary>
    CodeReplaced,

    /// <summary>The reporter typed the last four digits, or came back with the code.</summary>
    CodeConfirmed,

    /// <summary>The holder exchanged the code for a new one.</summary>
    CodeExchanged,

    /// <summary>The reporter added a message or files.</summary>
    ReporterWrote,

    /// <summary>The office wrote to the reporter.</summary>
    OfficeWrote,

    /// <summary>A letter to the reporter's own address was accepted by the mail server; <see cref="Fact.About"/> is the message that it told of.</summary>
    LetterSent,

    /// <summary>The address of the reporter refused a letter, or took none for days.</summary>
    LetterRefused,

    /// <summary>A person answered the report on its substance (10.8, АППК 89): its clock stops. Nothing that the service says by itself is this.</summary>
    ReportAnswered,

    /// <summary>Who works the report hid words that say who reports: they went under a supplement's identity key, and the texts were sealed anew without them.</summary>
    IdentityMarked,

    /// <summary>The package for the competent body was made and shown, to be printed: <see cref="Fact.About"/> is the body, <see cref="Fact.Day"/> the letter's day.</summary>
    PackageMade,

    /// <summary>The report was sent to the competent body: outgoing number, day, way and proof are in the words (6.3(1), АППК 65).</summary>
    SentToBody,

    /// <summary>Old messages were sealed to the reporter's new key by a reader.</summary>
    ThreadResealed,

    /// <summary>The case's seals for a group were renewed for its new generation.</summary>
    SealsRenewed,

    /// <summary>A person confirmed the engine's disposition.</summary>
    DispositionConfirmed,

    /// <summary>A person set another disposition, with a reason.</summary>
    DispositionChanged,

    /// <summary>The director was informed: by the officer's act or by a notice that SMTP accepted (10.6).</summary>
    DirectorInformed,

    /// <summary>A member of the staff opened the report for the first time.</summary>
    ReportRead,

    /// <summary>A member of the staff wrote a note that only readers see.</summary>
    NoteWritten,

    /// <summary>A member of the staff listened to <see cref="Fact.Voice"/>: whoever hears a voice may know it.</summary>
    VoiceHeard,

    /// <summary>A member of the staff wrote down what <see cref="Fact.Voice"/> says: a version, which only readers see.</summary>
    VoiceTyped,

    /// <summary>The newest version was offered to the reporter, as the message <see cref="Fact.About"/>.</summary>
    TextOffered,

    /// <summary>The reporter said of the text offered as <see cref="Fact.About"/> that it is what they said.</summary>
    TextApproved,

    /// <summary>The reporter said what is wrong with the text offered as <see cref="Fact.About"/>.</summary>
    TextCorrected,

    /// <summary>Within seconds the person undid their last act: the case stands again as before it.</summary>
    ActUndone,

    /// <summary>The case was ended, with a reason (АППК 88(2)).</summary>
    CaseEnded,

    /// <summary>The director decided what becomes of the report: referred, inspected or handed to a unit, on a clause and with a reason (10.6, 10.9, 10.10).</summary>
    DirectorDecided,

    /// <summary>The term for the reply was extended to a day, with a reason (АППК 76(3)).</summary>
    TermExtended,

    /// <summary>A member of the staff looked a report up; stands in that member's own register.</summary>
    ReportLookedUp,

    /// <summary>The daily notice to those who decide was made for this day.</summary>
    DailyNoticeMade,

    /// <summary>A conflict was found later: director and deputies are excluded from now on.</summary>
    DirectorsExcluded,

    /// <summary>A conflict was found later: the officers are excluded from now on.</summary>
    OfficersExcluded,

    /// <summary>A reader opened the report to director and deputies, with a reason.</summary>
    DirectorsReadmitted,

    /// <summary>A reader opened the report to the officers, with a reason.</summary>
    OfficersReadmitted,

    /// <summary>Oversight sealed half b and the return path to the group that now works the case.</summary>
    KeysHandedOver,

    /// <summary>The identity was asked for.</summary>
    OpeningAsked,

    /// <summary>A custodian agreed to an opening.</summary>
    OpeningAgreed,

    /// <summary>A custodian refused an opening.</summary>
    OpeningRefused,

    /// <summary>The asker took the request back.</summary>
    OpeningWithdrawn,

    /// <summary>The identity was shown to the asker.</summary>
    OpeningShown,

    /// <summary>The page with the identity was closed, and the re-sealed halves deleted.</summary>
    OpeningClosed,

    /// <summary>Nothing came of a request: its time was over, the case ended, the asker excluded or gone.</summary>
    OpeningLapsed,

    /// <summary>The administrator invited somebody to the staff.</summary>
    StaffInvited,

    /// <summary>An invitation was withdrawn before it was used.</summary>
    InvitationWithdrawn,

    /// <summary>A member of the staff joined with an invitation.</summary>
    StaffJoined,

    /// <summary>The administrator asked the group to let somebody go; only a member can.</summary>
    LeavingAsked,

    /// <summary>The administrator took that request back.</summary>
    LeavingNoLongerAsked,

    /// <summary>Somebody left the staff, or was removed: their sessions and keys are gone.</summary>
    StaffLeft,

    /// <summary>Somebody who had lost passphrase or second factor came back with new keys; the old ones are gone.</summary>
    StaffReplaced,

    /// <summary>Somebody replaced keys, passphrase and second factor because they may have been stolen; all sessions ended.</summary>
    KeysReplaced,

    /// <summary>A person ended one of their sessions, or all.</summary>
    SessionsEnded,

    /// <summary>The administrator entered what a person's position is called, or took it away.</summary>
    PositionSet,

    /// <summary>It was entered who stands in for whom, and when.</summary>
    SubstituteNamed,

    /// <summary>A substitution was taken back.</summary>
    SubstituteWithdrawn,

    /// <summary>A session was ended because passphrase or code were wrong too often when asked again.</summary>
    SessionEndedByGuessing,

    /// <summary>The first member founded the group.</summary>
    GroupFounded,

    /// <summary>A member admitted another.</summary>
    MemberAdmitted,

    /// <summary>The recovery sheet was typed back.</summary>
    SheetConfirmed,

    /// <summary>The recovery sheet was used: somebody was admitted with it.</summary>
    SheetUsed,

    /// <summary>A member left of their own will; a new generation began.</summary>
    MemberLeft,

    /// <summary>A member removed another; a new generation began.</summary>
    MemberRemoved,

    /// <summary>A member's lost keys left as their new ones came; a new generation began.</summary>
    MemberReplaced,

    /// <summary>A member took new keys in place of stolen ones; a new generation began.</summary>
    MemberRekeyed,

    /// <summary>Everything that was sealed to earlier generations is sealed to the present one.</summary>
    GroupResealed,
    /// <summary>The administrator provided for something anew: whose line it is, a unit, an addressee, who is told of danger, the calendar. Its subject says which.</summary>
    ProvisionMade,

    /// <summary>A change of the calendar moved dates of this case that still run.</summary>
    ClocksMoved,

    /// <summary>After a change of the calendar every running date was counted again; <see cref="Fact.Count"/> cases had one that moved.</summary>
    ClocksCounted,

    /// <summary>The service made its own keys at first start.</summary>
    LineFounded,
}

/// <summary>What a subject of the log is; decides which rows its state is made of.</summary>
internal enum Scope
{
    /// <summary>A report with its parts, messages, files and seals.</summary>
    Report = 1,

    /// <summary>A member of the staff.</summary>
    Staff = 2,

    /// <summary>A group with its statements and member seals.</summary>
    Group = 3,

    /// <summary>The installation itself.</summary>
    Line = 4,

    /// <summary>What the administrator provides for: one subject's provisions.</summary>
    Provision = 7,
    /// <summary>What one member of the staff looked up; it has no rows but its own facts.</summary>
    Looks = 5,
}
