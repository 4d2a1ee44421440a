namespace TrustLine.Vault.Envelopes;

/// <summary>Every use of a key has its label here, bound into what is sealed: the same bytes elsewhere do not open. A label is never changed, only followed by a v2.</summary>
public static class Labels
{
    /// <summary>The keys of one report or message for one group, sealed in one context; each then has its own label below.</summary>
    public const string Slot = "trustline/slot/v1";

    /// <summary>The report key, sealed to a group.</summary>
    public const string ReportKey = "trustline/report-key/v1";

    /// <summary>The index card: summary, risk area, who is implicated.</summary>
    public const string IndexCard = "trustline/index-card/v1";

    /// <summary>The masked narrative.</summary>
    public const string Narrative = "trustline/narrative/v1";

    /// <summary>Answers to the questions, with the assessment.</summary>
    public const string Answers = "trustline/answers/v1";

    /// <summary>The list of a report's files.</summary>
    public const string Manifest = "trustline/manifest/v1";

    /// <summary>What staff write on a case.</summary>
    public const string CaseNote = "trustline/case-note/v1";

    /// <summary>Who reports.</summary>
    public const string Identity = "trustline/identity/v1";

    /// <summary>The list of original files of which washed copies exist, under the identity key.</summary>
    public const string Originals = "trustline/originals/v1";

    /// <summary>Half a of the identity key, sealed to the custodians.</summary>
    public const string IdentityHalfA = "trustline/identity-half-a/v1";

    /// <summary>Half b of the identity key, sealed to a group that reads.</summary>
    public const string IdentityHalfB = "trustline/identity-half-b/v1";

    /// <summary>The one address at which the reporter asked to be answered.</summary>
    public const string ReturnPath = "trustline/return-path/v1";

    /// <summary>The key of the return path, sealed to the working group.</summary>
    public const string ReturnPathKey = "trustline/return-path-key/v1";

    /// <summary>A message of the thread.</summary>
    public const string Message = "trustline/message/v1";

    /// <summary>The list of a message's files.</summary>
    public const string MessageManifest = "trustline/message-manifest/v1";

    /// <summary>A message's key, sealed to a group or to the reporter.</summary>
    public const string MessageKey = "trustline/message-key/v1";

    /// <summary>A segment of a sealed file.</summary>
    public const string FileSegment = "trustline/file-segment/v1";

    /// <summary>The reporter's private half, under the receipt code.</summary>
    public const string ReporterKey = "trustline/reporter-key/v1";

    /// <summary>The pepper under which receipt codes are looked up.</summary>
    public const string CodePepper = "trustline/code-pepper/v1";

    /// <summary>A staff member's private halves, under the passphrase.</summary>
    public const string StaffKeys = "trustline/staff-keys/v1";

    /// <summary>A staff member's private halves, under a session's key.</summary>
    public const string Session = "trustline/session/v1";

    /// <summary>The value by which a session's row is found.</summary>
    public const string SessionLookUp = "trustline/session-look-up/v1";

    /// <summary>The list filters that a staff member keeps, sealed to their own key.</summary>
    public const string OwnFilters = "trustline/own-filters/v1";

    /// <summary>A generation's private half, sealed to a member or to the recovery key.</summary>
    public const string GroupKey = "trustline/group-key/v1";

    /// <summary>A statement about a group, signed.</summary>
    public const string GroupStatement = "trustline/group-statement/v1";

    /// <summary>The fingerprint of a group.</summary>
    public const string GroupFingerprint = "trustline/group-fingerprint/v1";

    /// <summary>The recovery sheet's pair that opens.</summary>
    public const string RecoveryOpens = "trustline/recovery-opens/v1";

    /// <summary>The recovery sheet's pair that signs.</summary>
    public const string RecoverySigns = "trustline/recovery-signs/v1";

    /// <summary>A line of a recovery sheet, for its checksum.</summary>
    public const string RecoveryLine = "trustline/recovery-line/v1";

    /// <summary>A request to open an identity, signed by the asker.</summary>
    public const string OpeningRequest = "trustline/opening-request/v1";

    /// <summary>Why an identity was asked for.</summary>
    public const string OpeningReason = "trustline/opening-reason/v1";

    /// <summary>The identity envelopes that a request asks for.</summary>
    public const string OpeningIdentity = "trustline/opening-identity/v1";

    /// <summary>A custodian's answer to it, signed.</summary>
    public const string OpeningAnswer = "trustline/opening-answer/v1";

    /// <summary>Half a, re-sealed to the asker's one-time key.</summary>
    public const string OpeningHalf = "trustline/opening-half/v1";

    /// <summary>The asker's one-time private half, kept until the custodian answers.</summary>
    public const string OpeningOneTime = "trustline/opening-one-time/v1";

    /// <summary>The blinded commitment that a leaf of the log carries.</summary>
    public const string LeafCommitment = "trustline/leaf/v1";

    /// <summary>The hash over a report's envelopes that a leaf commits to.</summary>
    public const string LeafBody = "trustline/leaf-body/v1";

    /// <summary>The promise given to the reporter, signed.</summary>
    public const string Promise = "trustline/promise/v1";

    /// <summary>Keys of a key ring, under the key file.</summary>
    public const string KeyRing = "trustline/key-ring/v1";

    /// <summary>The canary that shows that key file and database belong together.</summary>
    public const string Canary = "trustline/canary/v1";

    /// <summary>A receipt code that waits behind the link of a letter, under the link's own secret.</summary>
    public const string CodeLink = "trustline/code-link/v1";

    /// <summary>What is not yet a report: drafts, dialogues, half uploads.</summary>
    public const string Unfinished = "trustline/unfinished/v1";
}
