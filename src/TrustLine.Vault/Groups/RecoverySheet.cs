using System.Text;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Groups;

/// <summary>
/// The sheet that a group prints once and keeps apart: a seed of 32 bytes, from which its two pairs follow. Four lines of sixteen
/// characters, each line with its own check. Never printed by the program but on that one page.
/// </summary>
public sealed class RecoverySheet : IDisposable
{
    /// <summary>How many lines a sheet has.</summary>
    public const int Lines = 4;

    private const int SeedPerLine = SecretKey.Length / Lines;
    private const int CheckLength = 2;
    private const int CharactersPerLine = (SeedPerLine + CheckLength) * 8 / 5;

    private readonly SecretKey seed;

    private RecoverySheet(Group group, SecretKey seed)
    {
        (Group, this.seed) = (group, seed);
        using var opens = seed.Derive(Labels.RecoveryOpens, [(byte)group]);
        using var signs = seed.Derive(Labels.RecoverySigns, [(byte)group]);
        (Opens, Signs) = (AgreementPair.FromSeed(opens.Bytes), SigningPair.FromSeed(signs.Bytes));
    }

    /// <summary>Whose sheet it is.</summary>
    public Group Group { get; }

    internal AgreementPair Opens { get; }

    internal SigningPair Signs { get; }

    internal static RecoverySheet Fresh(Group group) => new(group, SecretKey.Fresh());

    /// <summary>The halves that stand in the founding statement.</summary>
    public StaffPublicKeys PublicKeys() => new(Opens.PublicKey, Signs.PublicKey);

    /// <summary>The four lines, in groups of four characters, for the one page that is printed.</summary>
    public IReadOnlyList<string> Show() => [.. Enumerable.Range(0, Lines).Select(line =>
    {
        var part = seed.Bytes.Slice(line * SeedPerLine, SeedPerLine);
        var characters = Crockford.Encode([.. part, .. Check(Group, line, part)]);
        return string.Join('-', characters.Chunk(4).Select(four => new string(four)));
    })];

    /// <summary>
    /// Reads what was typed back, tolerant of case, spaces, dashes and look-alikes. On failure the line that is wrong, from 1;
    /// 0 when there are not four lines' worth of characters. A sheet of another group fails in its first line.
    /// </summary>
    public static bool TryParse(Group group, string? typed, out RecoverySheet? sheet, out int wrongLine)
    {
        (sheet, wrongLine) = (null, 0);
        var characters = Crockford.Normal(typed ?? string.Empty);
        if (characters is null || characters.Length != Lines * CharactersPerLine)
            return false;
        var bytes = new byte[SecretKey.Length];
        for (var line = 0; line < Lines; line++)
        {
            var read = Crockford.Decode(characters.AsSpan(line * CharactersPerLine, CharactersPerLine));
            var part = read.AsSpan(0, SeedPerLine);
            if (!Digest.Same(Check(group, line, part), read.AsSpan(SeedPerLine)))
            {
                wrongLine = line + 1;
                Digest.Wipe(bytes);
                return false;
            }
            part.CopyTo(bytes.AsSpan(line * SeedPerLine));
        }
        sheet = new(group, SecretKey.From(bytes));
        Digest.Wipe(bytes);
        return true;
    }

    /// <summary>Whether the sheet is the one whose public keys the group's founding statement names.</summary>
    public bool BelongsTo(GroupState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return PublicKeys() == state.RecoveryKeys;
    }

    private static ReadOnlySpan<byte> Check(Group group, int line, ReadOnlySpan<byte> part) =>
        Digest.Sha256(new CanonicalWriter().Text(Labels.RecoveryLine).Byte((byte)group).Byte((byte)line).Fixed(part).ToBytes()).AsSpan(0, CheckLength);

    /// <inheritdoc/>
    public void Dispose()
    {
        seed.Dispose();
        Opens.Dispose();
        Signs.Dispose();
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RecoverySheet);
}

/// <summary>Crockford's base32: no I, L, O, U; what looks alike reads alike.</summary>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LongestTyped = 1024;

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++)
                value = value << 1 | bytes[i / 8] >> (7 - i % 8) & 1;
            text.Append(Alphabet[value]);
        }
        return text.ToString();
    }

    /// <summary>The characters alone, in their normal form; null when one is not of the alphabet.</summary>
    internal static string? Normal(string typed)
    {
        if (typed.Length > LongestTyped)
            return null;
        var text = new StringBuilder();
        foreach (var c in typed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '‑' or '.')))
        {
            // Also the Cyrillic letters that a keyboard left in the wrong layout gives for the same shapes.
            var normal = c switch { 'O' or 'О' => '0', 'I' or 'L' or 'І' => '1', 'А' => 'A', 'В' => 'B', 'С' => 'C', 'Е' => 'E', 'Н' => 'H', 'К' => 'K', 'М' => 'M', 'Р' => 'P', 'Т' => 'T', 'Х' => 'X', _ => c };
            if (!Alphabet.Contains(normal, StringComparison.Ordinal))
                return null;
            text.Append(normal);
        }
        return text.ToString();
    }

    internal static byte[] Decode(ReadOnlySpan<char> normal)
    {
        var bytes = new byte[normal.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] |= (byte)((Alphabet.IndexOf(normal[bit / 5], StringComparison.Ordinal) >> (4 - bit % 5) & 1) << (7 - bit % 8));
        return bytes;
    }
}
