namespace TrustLine.Channels.Phone;

/// <summary>The phone provider (design.md 8, <c>Channels:Phone</c>): Twilio, or a self-hosted server that speaks its protocol.</summary>
public sealed class PhoneOptions
{
    // More than these the provider does not ring at once.
    private const int MostAtOnce = 10;
    private const string Provider = "https://api.twilio.com";

    /// <summary>Whether calls are taken at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>The account at the provider.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Signs every webhook and opens the provider's REST; a secret.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>Where the provider's REST is: Twilio's own, a compatible one in the country, or a test double.</summary>
    public Uri ApiBase { get; set; } = new(Provider);

    /// <summary>Who is rung in working hours: each entry is a group of numbers, parted by commas, that ring together; the next group after <see cref="RingSeconds"/>.</summary>
    public IList<string> OperatorNumbers { get; init; } = [];

    /// <summary>How long one group rings.</summary>
    public int RingSeconds { get; set; } = 20;

    /// <summary>How long after a call has ended a recording may still come before what was said is entered without it, in seconds.</summary>
    public int GraceSeconds { get; set; } = 30;

    /// <summary>After so many minutes without a word from the provider a call counts as ended: longer than any recording lasts.</summary>
    public int SilentMinutes { get; set; } = 30;

    /// <summary>The groups, each with its numbers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OperatorGroups =>
        [.. OperatorNumbers.Select(g => (IReadOnlyList<string>)[.. g.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]).Where(g => g.Count > 0).SelectMany(g => g.Chunk(MostAtOnce))];

    /// <summary>What is missing or wrong, without quoting a secret.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Enabled) yield break;
        if (AccountSid.Length == 0 || AuthToken.Length == 0) yield return "Channels:Phone: AccountSid and AuthToken are needed.";
        if (!ApiBase.IsAbsoluteUri || ApiBase.Scheme is not ("http" or "https")) yield return "Channels:Phone:ApiBase: it is a whole address.";
        else if (ApiBase.Scheme == "http" && !ApiBase.IsLoopback) yield return "Channels:Phone:ApiBase: http is for this machine only.";
    }
}
