namespace TrustLine.Api.Copies;

/// <summary>The coded bits of a scan, without the stuffing; after a marker or the end come zeros, and whoever used one has gone too far.</summary>
internal sealed class JpegBits(byte[] bytes)
{
    private uint bits;
    private int count, invented;
    private bool ended;

    /// <summary>Where the scan stands; after its end, at the marker that ended it.</summary>
    public int At { get; set; }

    /// <summary>Whether bits were used that the file does not have: it was cut off.</summary>
    public bool Exhausted => invented > count;

    /// <summary>Begins a scan, or goes on after a restart marker.</summary>
    public void Begin() => (bits, count, invented, ended) = (0, 0, 0, false);

    /// <summary>Goes to the next marker; true when it is a restart marker, which is passed.</summary>
    public bool Restart()
    {
        while (At + 1 < bytes.Length && !(bytes[At] == 0xFF && bytes[At + 1] is not (0 or 0xFF))) At++;
        if (At + 1 >= bytes.Length || bytes[At + 1] is < 0xD0 or > 0xD7) return false;
        At += 2;
        Begin();
        return true;
    }

    public int Take(int length)
    {
        if (length == 0) return 0;
        Fill();
        var taken = (int)(bits >> (32 - length));
        bits <<= length;
        count -= length;
        return taken;
    }

    /// <summary>A number of that many bits with its sign (T.81, F.2.2.1).</summary>
    public int TakeSigned(int length)
    {
        if (length == 0) return 0;
        var taken = Take(length);
        return taken < 1 << (length - 1) ? taken - (1 << length) + 1 : taken;
    }

    public byte Decode(JpegCodes codes)
    {
        Fill();
        var entry = codes.Lengths[bits >> (32 - JpegCodes.Quick)];
        var (length, value) = entry != 0 ? (entry >> 8, (byte)entry) : codes.Long(bits);
        bits <<= length;
        count -= length;
        return value;
    }

    private void Fill()
    {
        while (count <= 24)
        {
            uint next = 0;
            if (!ended && At < bytes.Length && (bytes[At] != 0xFF || (At + 1 < bytes.Length && bytes[At + 1] == 0)))
            {
                next = bytes[At];
                At += next == 0xFF ? 2 : 1;
            }
            else
            {
                ended = true;
                invented += 8;
            }

            bits |= next << (24 - count);
            count += 8;
        }
    }
}
