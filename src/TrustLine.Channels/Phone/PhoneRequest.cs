using System.Globalization;

namespace TrustLine.Channels.Phone;

/// <summary>
/// What a webhook says, as far as the line wants to know it. Who calls ends here: number, name and place of the caller are in no field, and only a caller who chose to be
/// called back is asked for. Prints nothing.
/// </summary>
public sealed class PhoneRequest(PhoneBody body)
{
    private const int LongestId = 64;

    /// <summary>The provider's id of the call; empty when there is none.</summary>
    public string Call => Id("CallSid");

    /// <summary>The keys that were pressed, or <c>hangup</c>.</summary>
    public string Digits => this["Digits"];

    /// <summary>Whether the caller hung up while this was asked.</summary>
    public bool HungUp => Digits == "hangup";

    /// <summary>The provider's id of a recording; empty when there is none.</summary>
    public string Recording => Id("RecordingSid");

    /// <summary>How long the recording is, in seconds.</summary>
    public int Seconds => int.TryParse(this["RecordingDuration"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    /// <summary>Whether the provider says that there is no such recording after all.</summary>
    public bool Absent => this["RecordingStatus"] is "absent" or "failed";

    /// <summary>Whether everybody who was rung is talking.</summary>
    public bool Busy => this["DialCallStatus"] == "busy";

    /// <summary>Whether the call is over.</summary>
    public bool Over => this["CallStatus"] is "completed" or "busy" or "failed" or "no-answer" or "canceled";

    /// <summary>The line's own number, which operators are shown instead of the caller's.</summary>
    public string Line => this["To"];

    /// <summary>Whether a number came that could be called back.</summary>
    public bool CanBeCalled => Number(this["From"]);

    /// <summary>
    /// Whether caller and operator talked. A phone that picked up and was put down, or an answering machine, counts as completed too: where the provider does not say whether the
    /// two were joined, what counts is that somebody took the call by a key.
    /// </summary>
    public bool Talked(bool taken) => this["DialBridged"] switch { "true" => true, "false" => false, _ => taken && this["DialCallStatus"] is "completed" or "answered" };

    /// <summary>The number to call back, for the one who asked for it.</summary>
    public string? CallerWhoAsked() => CanBeCalled ? this["From"] : null;

    /// <inheritdoc/>
    public override string ToString() => nameof(PhoneRequest);

    private string this[string name] => body.Fields.FirstOrDefault(f => f.Key == name).Value ?? "";

    // Ids go into addresses of the provider's REST: letters, digits and dashes only.
    private string Id(string name) => this[name] is { Length: > 0 and <= LongestId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? id : "";

    private static bool Number(string given) => given.Length is >= 6 and <= 16 && given[0] == '+' && given.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
