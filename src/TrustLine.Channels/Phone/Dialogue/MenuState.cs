namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>
/// One place of the voice menu, as <c>menu.json</c> writes it. What it says and where it goes may carry a condition after a question mark (<c>word?open</c>, <c>word?!open</c>,
/// <c>word?named=yes</c>, several joined by &amp;); a target may set what is known of the call (<c>state language=ru</c>). It asks for one thing at most.
/// </summary>
public sealed record MenuState
{
    // Settable, not init: the generated reader would put nothing in place of what the file leaves out.

    /// <summary>Prompts in their order; a word with <c>$</c> is composed of pieces, one with <c>@ru</c> is said in that language.</summary>
    public IReadOnlyList<string> Say { get; set; } = [];

    /// <summary>One key is asked for: which leads where.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; set; } = new Dictionary<string, string>();

    /// <summary>Several digits are asked for.</summary>
    public DigitsAsked? Digits { get; set; }

    /// <summary>The caller's voice is asked for.</summary>
    public VoiceAsked? Record { get; set; }

    /// <summary>The service has work to do of this name, and the caller waits; <see cref="On"/> says where each outcome leads.</summary>
    public string? Wait { get; set; }

    /// <summary>Where the outcomes of the work lead.</summary>
    public IReadOnlyDictionary<string, string> On { get; set; } = new Dictionary<string, string>();

    /// <summary>How many times the caller is asked to wait on before <see cref="Late"/>.</summary>
    public int Patience { get; set; } = 40;

    /// <summary>Where it goes when the work takes too long.</summary>
    public string? Late { get; set; }

    /// <summary>Operators are rung.</summary>
    public bool Ring { get; set; }

    /// <summary>Where it goes after a talk with an operator.</summary>
    public string? Answered { get; set; }

    /// <summary>Where it goes when nobody answered.</summary>
    public string? Nobody { get; set; }

    /// <summary>Where it goes when those who were rung last are talking to others; <see cref="Nobody"/> where it says nothing.</summary>
    public string? Busy { get; set; }

    /// <summary>Where it goes by itself: the first whose condition holds.</summary>
    public IReadOnlyList<string> Go { get; set; } = [];

    /// <summary>The call ends here.</summary>
    public bool End { get; set; }

    /// <summary>How long a key, a digit or a voice is waited for, in seconds.</summary>
    public int Timeout { get; set; } = 6;

    /// <summary>How many times it is asked.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>What is said before each further try, growing; the menu's own help where there is none.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Help { get; set; }

    /// <summary>Where it goes when nothing came of all tries; the menu's own way out where there is none.</summary>
    public string? Silent { get; set; }

    /// <summary>Whether it waits for something from outside.</summary>
    public bool Asks => Keys.Count > 0 || Digits is not null || Record is not null || Wait is not null || Ring;

    /// <summary>Every place that it may lead to, as written.</summary>
    public IEnumerable<string> Targets() => Keys.Values.Concat(On.Values).Concat(Go)
        .Concat(new[] { Digits?.Go, Digits?.Back, Record?.Go, Record?.Full, Late, Answered, Nobody, Busy, Silent }.OfType<string>());
}

/// <summary>Several digits: how many, when that may be known, and where they lead. <c>#</c> ends them, <c>*</c> leads back.</summary>
public sealed record DigitsAsked
{
    /// <summary>How many; none where the length of a secret is not given away.</summary>
    public int? Length { get; set; }

    /// <summary>Where they lead.</summary>
    public required string Go { get; init; }

    /// <summary>Where a star leads; nowhere when there is none.</summary>
    public string? Back { get; set; }
}

/// <summary>A voice: as what it is kept, for how long, and where it leads.</summary>
public sealed record VoiceAsked
{
    /// <summary>What it is: <c>identity</c>, <c>message</c>, <c>answer</c>.</summary>
    public required string As { get; init; }

    /// <summary>The longest recording, in seconds.</summary>
    public required int Seconds { get; init; }

    /// <summary>It takes the place of what was recorded before of this kind, as soon as there is a new one.</summary>
    public bool Replaces { get; set; }

    /// <summary>Where it leads.</summary>
    public required string Go { get; init; }

    /// <summary>Where it leads when the time was up.</summary>
    public string? Full { get; set; }
}
