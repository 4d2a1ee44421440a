using TrustLine.Api.Outbox;
using TrustLine.Vault.Files;

namespace TrustLine.Api;

/// <summary>Everything that may be logged: numbers and kinds, never a reporter's word, a name, an address or a code.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The line is open: all four groups are alive")]
    public static partial void LineOpen(ILogger log);

    [LoggerMessage(2, LogLevel.Warning, "The line is closed: {Why}")]
    public static partial void LineClosed(ILogger log, string why);

    [LoggerMessage(10, LogLevel.Warning, "Mail is not configured: notices wait in the outbox")]
    public static partial void MailNotConfigured(ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "A notice of kind {Kind} was not accepted, attempt {Attempt}: {Error}")]
    public static partial void MailFailed(ILogger log, ErrandKind kind, int attempt, string error);

    [LoggerMessage(13, LogLevel.Critical, "The mail server does not answer: nobody is told anything until it is back; inform the director otherwise")]
    public static partial void MailAway(ILogger log);

    [LoggerMessage(14, LogLevel.Information, "The mail server answers again")]
    public static partial void MailBack(ILogger log);

    [LoggerMessage(15, LogLevel.Error, "A round of {Rounds} failed: {Error}")]
    public static partial void RoundFailed(ILogger log, string rounds, string error);

    [LoggerMessage(16, LogLevel.Critical, "The director was not informed in time of {Reports} reports (10.6)")]
    public static partial void DirectorNotInformed(ILogger log, int reports);

    [LoggerMessage(20, LogLevel.Error, "A request failed: {Error} at {Where}")]
    public static partial void RequestFailed(ILogger log, string error, string where);

    [LoggerMessage(21, LogLevel.Critical, "A sealed envelope is damaged: kind {Kind}; run verify-journal")]
    public static partial void EnvelopeDamaged(ILogger log, string kind);

    [LoggerMessage(22, LogLevel.Critical, "The Journal does not go on from the head remembered beside the key file: an older database was put back; run verify-journal")]
    public static partial void LogSetBack(ILogger log);

    [LoggerMessage(23, LogLevel.Error, "The head of the log could not be remembered beside the key file: {Error}")]
    public static partial void HeadNotRemembered(ILogger log, string error);

    [LoggerMessage(24, LogLevel.Critical, "The Journal does not hold: {Faults} faults; run verify-journal")]
    public static partial void JournalDoesNotHold(ILogger log, int faults);

    [LoggerMessage(25, LogLevel.Error, "The check of the Journal failed: {Error}")]
    public static partial void CheckFailed(ILogger log, string error);

    [LoggerMessage(30, LogLevel.Information, "Swept {Drafts} unfinished matters and {Files} files that belong to nothing")]
    public static partial void Swept(ILogger log, int drafts, int files);

    [LoggerMessage(32, LogLevel.Warning, "A file was not washed: {Washing} ({Why})")]
    public static partial void NotWashed(ILogger log, Washing washing, string why);

    [LoggerMessage(40, LogLevel.Warning, "The phone provider did not do what it was asked: {Trouble}")]
    public static partial void ProviderFailed(ILogger log, string trouble);

    [LoggerMessage(41, LogLevel.Error, "Work of a call failed: {Work}: {Error}")]
    public static partial void CallWorkFailed(ILogger log, string work, string error);

    [LoggerMessage(42, LogLevel.Critical, "A recording that the phone provider announced could not be had from it for 20 hours and is given up")]
    public static partial void RecordingLost(ILogger log);

    [LoggerMessage(33, LogLevel.Warning, "There is no room for files: the reserve of the volume lacks {Bytes} bytes; reports are taken without files")]
    public static partial void NoRoomForFiles(ILogger log, long bytes);
}
