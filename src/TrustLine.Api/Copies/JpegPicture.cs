namespace TrustLine.Api.Copies;

/// <summary>A photograph as its coefficients, before any pixel: what a copy is written from.</summary>
internal sealed class JpegPicture
{
    /// <summary>The most coefficients held at once: about 100 million points in the usual sampling.</summary>
    private const long MostCoefficients = 160_000_000;

    public required int Width { get; init; }
    public required int Height { get; init; }
    public required JpegComponent[] Components { get; init; }
    public required bool Progressive { get; init; }

    /// <summary>The transform that Adobe's segment tells; null without one.</summary>
    public int? Adobe { get; set; }

    /// <summary>How a viewer must turn the picture, 1 to 8 (Exif 2.3, 4.6.4): all that a copy keeps of the Exif data.</summary>
    public int Orientation { get; set; } = 1;

    /// <summary>Whether more pictures or a film followed.</summary>
    public bool More { get; set; }

    public int MostAcross => Components.Max(c => c.Across);
    public int MostDown => Components.Max(c => c.Down);
    public int McusWide => Ceiling(Width, 8 * MostAcross);
    public int McusHigh => Ceiling(Height, 8 * MostDown);

    /// <summary>Makes room for the coefficients of each component; refuses what is too large before taking memory.</summary>
    public void MakeRoom()
    {
        if (Components.Sum(c => (long)McusWide * c.Across * McusHigh * c.Down * 64) > MostCoefficients) throw new UnwashableException(Vault.Files.Washing.TooLarge);
        foreach (var c in Components)
        {
            (c.Wide, c.High) = (McusWide * c.Across, McusHigh * c.Down);
            (c.CodedWide, c.CodedHigh) = (Ceiling(Ceiling(Width * c.Across, MostAcross), 8), Ceiling(Ceiling(Height * c.Down, MostDown), 8));
            c.Coefficients = new short[(long)c.Wide * c.High * 64];
        }
    }

    private static int Ceiling(int a, int b) => (a + b - 1) / b;
}

/// <summary>One colour component: its sampling, its blocks (padded to whole units), and what they were quantised with.</summary>
internal sealed class JpegComponent
{
    public required byte Id { get; init; }
    public required int Across { get; init; }
    public required int Down { get; init; }
    public required int Table { get; init; }
    public int Wide { get; set; }
    public int High { get; set; }
    public int CodedWide { get; set; }
    public int CodedHigh { get; set; }
    public short[] Coefficients { get; set; } = [];
    public ushort[]? Quantisation { get; set; }
    public JpegCodes? Dc { get; set; }
    public JpegCodes? Ac { get; set; }
    public int Prediction { get; set; }

    /// <summary>The 64 coefficients of one block, in zigzag order.</summary>
    public Span<short> Block(int x, int y) => Coefficients.AsSpan(((y * Wide) + x) * 64, 64);
}

/// <summary>A Huffman table for reading: nine bits at once, longer codes by their length (T.81, F.2.2.3).</summary>
internal sealed class JpegCodes
{
    public const int Quick = 9;
    private readonly byte[] values;
    private readonly int[] most = new int[17], offsets = new int[17];

    public JpegCodes(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        this.values = values.ToArray();
        var (code, index) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            offsets[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
                if (length <= Quick && code < 1 << length) Lengths.AsSpan(code << (Quick - length), 1 << (Quick - length)).Fill((ushort)((length << 8) | values[index]));
            if (code > 1 << length) throw UnwashableException.Broken;
            most[length] = counts[length - 1] > 0 ? code - 1 : -1;
        }
    }

    /// <summary>By the next nine bits: length of the code, then its value; 0 for a longer code.</summary>
    public ushort[] Lengths { get; } = new ushort[1 << Quick];

    /// <summary>The value of a longer code at the top of 32 bits, and its length.</summary>
    public (int Length, byte Value) Long(uint bits)
    {
        for (var length = Quick + 1; length <= 16; length++)
            if ((int)(bits >> (32 - length)) is var code && code <= most[length]) return (length, values[offsets[length] + code]);
        throw UnwashableException.Broken;
    }
}
