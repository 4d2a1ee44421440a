using System.Runtime.CompilerServices;

namespace TrustLine.Api.Copies;

/// <summary>One scan: sequential, or a first or refining pass of a progressive picture (T.81, F.2 and G.2).</summary>
internal sealed class JpegScan
{
    private readonly JpegPicture picture;
    private readonly JpegBits bits;
    private readonly JpegComponent[] chosen;
    private readonly int first, last, low;
    private readonly bool refines;
    private int emptyBlocks;

    public JpegScan(JpegPicture picture, JpegBits bits, JpegComponent[] chosen, int first, int last, int high, int low)
    {
        (this.picture, this.bits, this.chosen, this.first, this.last, this.low, refines) = (picture, bits, chosen, first, last, low, high > 0);
        var direct = !picture.Progressive || first == 0;
        var alternate = !picture.Progressive || first > 0;
        if ((picture.Progressive && (first == 0 ? last != 0 : chosen.Length != 1 || last is < 1 or > 63 || first > last || low > 13))
            || chosen.Any(c => (direct && !refines && c.Dc is null) || (alternate && c.Ac is null)))
            throw UnwashableException.Broken;
    }

    public void Read(int restart)
    {
        bits.Begin();
        var alone = chosen.Length == 1;
        var (wide, high) = alone ? (chosen[0].CodedWide, chosen[0].CodedHigh) : (picture.McusWide, picture.McusHigh);
        var left = restart;
        for (var y = 0; y < high; y++)
        {
            for (var x = 0; x < wide; x++)
            {
                if (restart > 0 && left-- == 0)
                {
                    if (!bits.Restart()) return;
                    foreach (var c in chosen) c.Prediction = 0;
                    (emptyBlocks, left) = (0, restart - 1);
                }

                if (alone) Block(chosen[0], chosen[0].Block(x, y));
                else foreach (var c in chosen) Unit(c, x, y);
                if (bits.Exhausted) return;
            }
        }
    }

    private void Unit(JpegComponent c, int x, int y)
    {
        for (var v = 0; v < c.Down; v++)
            for (var h = 0; h < c.Across; h++) Block(c, c.Block((x * c.Across) + h, (y * c.Down) + v));
    }

    private void Block(JpegComponent c, Span<short> block)
    {
        if (!picture.Progressive) Sequential(c, block);
        else if (first == 0 && refines) block[0] |= (short)(bits.Take(1) << low);
        else if (first == 0) block[0] = (short)(Direct(c) << low);
        else if (refines) Refine(c, block);
        else First(c, block);
    }

    private int Direct(JpegComponent c)
    {
        var length = bits.Decode(c.Dc!);
        if (length > 15) throw UnwashableException.Broken;
        return c.Prediction += bits.TakeSigned(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sequential(JpegComponent c, Span<short> block)
    {
        block[0] = (short)Direct(c);
        for (var k = 1; k < 64; k++)
        {
            var code = bits.Decode(c.Ac!);
            var (run, length) = (code >> 4, code & 15);
            if (length == 0 && run < 15) return;
            if ((k += run) > 63) throw UnwashableException.Broken;
            if (length > 0) block[k] = (short)bits.TakeSigned(length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void First(JpegComponent c, Span<short> block)
    {
        if (emptyBlocks > 0)
        {
            emptyBlocks--;
            return;
        }

        for (var k = first; k <= last; k++)
        {
            var code = bits.Decode(c.Ac!);
            var (run, length) = (code >> 4, code & 15);
            if (length == 0 && run < 15)
            {
                emptyBlocks = (1 << run) - 1 + bits.Take(run);
                return;
            }

            if ((k += run) > 63) throw UnwashableException.Broken;
            if (length > 0) block[k] = (short)(bits.TakeSigned(length) << low);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refine(JpegComponent c, Span<short> block)
    {
        var k = first;
        if (emptyBlocks == 0)
        {
            for (; k <= last; k++)
            {
                var code = bits.Decode(c.Ac!);
                var (run, length, value) = (code >> 4, code & 15, 0);
                if (length == 0 && run < 15)
                {
                    emptyBlocks = (1 << run) + bits.Take(run);
                    break;
                }

                if (length > 0) value = bits.Take(1) == 1 ? 1 << low : -1 << low;
                for (; k <= last; k++)
                {
                    if (block[k] != 0) Correct(ref block[k]);
                    else if (--run < 0) break;
                }

                if (value != 0 && k <= last) block[k] = (short)value;
            }
        }

        if (emptyBlocks == 0) return;
        for (; k <= last; k++)
            if (block[k] != 0) Correct(ref block[k]);
        emptyBlocks--;
    }

    private void Correct(ref short coefficient)
    {
        if (bits.Take(1) == 1 && (coefficient & (1 << low)) == 0) coefficient += (short)(coefficient > 0 ? 1 << low : -1 << low);
    }
}
