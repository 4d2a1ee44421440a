using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>The voice menu as data: <c>menu.json</c> beside this file, part of the program. Nothing of it is written down a second time in code.</summary>
public sealed record Menu
{
    /// <summary>The menu of the line.</summary>
    public static Menu Current { get; } = Read();

    /// <summary>Where a call begins.</summary>
    public required string Start { get; init; }

    /// <summary>Where it goes when no choice was made in all tries.</summary>
    public required string Silent { get; init; }

    /// <summary>Where it goes when the service has a fault.</summary>
    public required string Fault { get; init; }

    /// <summary>Said before a question is asked again because a key is not in use.</summary>
    public required string Invalid { get; init; }

    /// <summary>Said before it is asked again because nothing came.</summary>
    public required string Quiet { get; init; }

    /// <summary>Said when no voice was heard.</summary>
    public required string Unheard { get; init; }

    /// <summary>Said now and then while the caller waits for work that takes long.</summary>
    public required string Still { get; init; }

    /// <summary>Said to an operator who picks up, before the caller is put through.</summary>
    public required IReadOnlyList<string> Offer { get; init; }

    /// <summary>What is added before the second try, the third, …</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Help { get; init; }

    /// <summary>The places by their names.</summary>
    public required IReadOnlyDictionary<string, MenuState> States { get; init; }

    /// <summary>A place; KeyNotFoundException for a name that is none.</summary>
    public MenuState this[string name] => States[name];

    /// <summary>Everything that may be said, as written.</summary>
    public IEnumerable<string> Words() => States.Values.SelectMany(s => s.Say.Concat((s.Help ?? []).SelectMany(h => h)))
        .Concat(Help.SelectMany(h => h)).Concat(Offer).Concat([Invalid, Quiet, Unheard, Still]);

    private static Menu Read()
    {
        using var stream = typeof(Menu).Assembly.GetManifestResourceStream("TrustLine.Channels.Phone.Dialogue.menu.json")!;
        return JsonSerializer.Deserialize(stream, MenuJson.Default.Menu)!;
    }
}

/// <summary>JSON of the menu: comments are for its readers, a name that nothing reads is a fault.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Menu))]
internal sealed partial class MenuJson : JsonSerializerContext;
