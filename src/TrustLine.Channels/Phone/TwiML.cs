using System.Globalization;
using System.Xml.Linq;
using TrustLine.Channels.Phone.Dialogue;

namespace TrustLine.Channels.Phone;

/// <summary>The answer to a webhook in the provider's language: sounds, then what is expected. Only verbs and attributes that self-hosted servers speak too.</summary>
public static class TwiML
{
    /// <summary>The media type of an answer.</summary>
    public const string MediaType = "text/xml; charset=utf-8";

    /// <summary>The answer of one turn; sounds are addresses, phones those of the group that rings.</summary>
    public static string Of(IEnumerable<string> sounds, Expected expected, PhonePlaces places, IReadOnlyList<PhoneToRing> phones, int ringSeconds, string line)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(phones);
        var plays = sounds.Select(s => new XElement("Play", s));
        IEnumerable<XElement> verbs = expected switch
        {
            // A key stops the sound; without one the address is called all the same.
            Expected.Key key => [Gather(places, key.Timeout, new("numDigits", 1), new("finishOnKey", ""), plays), Onward(places)],
            Expected.Digits digits => [Gather(places, digits.Timeout, digits.Length is { } n ? new("numDigits", n) : null, new("finishOnKey", "#"), plays), Onward(places)],
            // When nothing was said the provider goes on to the next verb.
            Expected.Voice voice => [.. plays, Record(places, voice), Onward(places)],
            Expected.Ringing when phones.Count > 0 => [.. plays, Dial(places, phones, ringSeconds, line)],
            Expected.Ringing => [.. plays, Onward(places)],
            Expected.Work { Begins: false } => [.. plays, new("Pause", new XAttribute("length", 1)), Onward(places)],
            Expected.Work => [.. plays, Onward(places)],
            _ => [.. plays, new("Hangup")],
        };
        return new XDeclaration("1.0", "UTF-8", null) + new XElement("Response", verbs).ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>What whoever picks up hears before the caller is put through, twice: a key takes the call, and whatever presses none, as an answering machine, is put down.</summary>
    public static string Offer(IEnumerable<string> sounds, string taken)
    {
        XElement Asked() => new("Gather", new XAttribute("input", "dtmf"), new XAttribute("action", taken), new XAttribute("method", "POST"), new XAttribute("timeout", 4), new XAttribute("numDigits", 1),
            new XAttribute("finishOnKey", ""), sounds.Select(s => new XElement("Play", s)));
        return new XDeclaration("1.0", "UTF-8", null) + new XElement("Response", Asked(), Asked(), new XElement("Hangup")).ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The answer for a call that nothing is known to say to.</summary>
    public static string HangUp() => new XDeclaration("1.0", "UTF-8", null) + new XElement("Response", new XElement("Hangup")).ToString(SaveOptions.DisableFormatting);

    /// <summary>The answer that sends the provider on to an address after a second.</summary>
    public static string Onward(string address) => new XDeclaration("1.0", "UTF-8", null) + new XElement("Response", new XElement("Pause", new XAttribute("length", 1)), new XElement("Redirect", new XAttribute("method", "POST"), address)).ToString(SaveOptions.DisableFormatting);

    /// <summary>The answer to a callback that only tells something.</summary>
    public static string Empty() => new XDeclaration("1.0", "UTF-8", null) + new XElement("Response").ToString(SaveOptions.DisableFormatting);

    private static XElement Gather(PhonePlaces places, int timeout, XAttribute? length, XAttribute finish, IEnumerable<XElement> plays) => new(
        "Gather", new XAttribute("input", "dtmf"), new XAttribute("action", places.Step), new XAttribute("method", "POST"), new XAttribute("timeout", timeout), length, finish,
        new XAttribute("actionOnEmptyResult", "true"), plays);

    private static XElement Record(PhonePlaces places, Expected.Voice voice) => new(
        "Record", new XAttribute("action", places.Step), new XAttribute("method", "POST"), new XAttribute("maxLength", voice.Seconds), new XAttribute("timeout", voice.Timeout),
        new XAttribute("finishOnKey", "#"), new XAttribute("playBeep", "true"), new XAttribute("trim", "do-not-trim"),
        new XAttribute("recordingStatusCallback", places.Recording(voice)), new XAttribute("recordingStatusCallbackMethod", "POST"), new XAttribute("recordingStatusCallbackEvent", "completed absent"));

    // The operators see the line's number, never the caller's; and the talk is not recorded.
    private static XElement Dial(PhonePlaces places, IReadOnlyList<PhoneToRing> phones, int ringSeconds, string line) => new(
        "Dial", new XAttribute("action", places.Step), new XAttribute("method", "POST"), new XAttribute("timeout", ringSeconds), line.Length > 0 ? new XAttribute("callerId", line) : null,
        new XAttribute("answerOnBridge", "true"), new XAttribute("record", "do-not-record"), phones.Select(p => new XElement("Number", new XAttribute("url", p.Offer), new XAttribute("method", "POST"), p.Number)));

    private static XElement Onward(PhonePlaces places) => new("Redirect", new XAttribute("method", "POST"), places.Step);
}

/// <summary>A phone that rings, and the address of what whoever picks it up hears first. Prints nothing.</summary>
public sealed record PhoneToRing(string Number, string Offer)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(PhoneToRing);
}

/// <summary>Our addresses for the answer of one step. No key that was pressed and no digit of a number or code is ever in one.</summary>
public sealed record PhonePlaces(string Root, int At)
{
    /// <summary>Where all of them lie.</summary>
    public const string Folder = "/channels/phone";

    /// <summary>Where the next event of the call goes.</summary>
    public string Step => Root + Folder + "/step?at=" + At.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where it is told that a recording is there.</summary>
    public string Recording(Expected.Voice voice)
    {
        ArgumentNullException.ThrowIfNull(voice);
        return $"{Root}{Folder}/recording?as={voice.As}&replaces={(voice.Replaces ? 1 : 0)}";
    }

    /// <summary>Where it is asked what an operator hears who picks up: a ringing by a name drawn by lot, and the place of the phone in it, which says no number.</summary>
    public string Offer(string ring, int phone) => string.Create(CultureInfo.InvariantCulture, $"{Root}{Folder}/offer?ring={ring}&phone={phone}");

    /// <summary>Where it is told that this operator takes the call.</summary>
    public string Taken(string ring, int phone) => string.Create(CultureInfo.InvariantCulture, $"{Root}{Folder}/taken?ring={ring}&phone={phone}");

    /// <summary>Where a sound is.</summary>
    public string Sound(string name) => $"{Root}{Folder}/sound/{name}";
}
