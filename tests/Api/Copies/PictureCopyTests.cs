// Pictures: what was planted in them is not in the copy, and what is to be seen is.

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TrustLine.Api.Copies;
using TrustLine.Testing;
using TrustLine.Vault.Files;

namespace TrustLine.Tests.Copies;

public sealed class PictureCopyTests
{
    internal static readonly string[] Samples = ["baseline.jpg", "progressive.jpg", "inks.jpg", "palette.png", "moving.gif", "lossy.webp", "moving.webp"];

    internal static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Copies", "samples", name));

    public static TheoryData<string> Names => [.. Samples];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_copy_holds_nothing_of_what_was_planted(string name)
    {
        var original = Sample(name);
        Assert.True(original.AsSpan().IndexOf("Zhasyryn"u8) > 0);
        var copy = PictureCopies.Of(original);
        Assert.Equal(Path.GetExtension(name), copy.Ending);
        foreach (var planted in new[] { "Zhasyryn", "Avtor", "adobe", "2026", "EXIF", "XMP ", "ICCP", "PK\u0003\u0004", "tEXt", "zTXt", "iTXt" })
            Assert.Equal(-1, copy.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(planted)));
        // A copy of a copy is the same: there is nothing more to take out.
        var again = PictureCopies.Of(copy.Bytes);
        if (copy.Ending != ".jpg") Assert.Equal(copy.Bytes, again.Bytes);
        else Assert.Equal(JpegReader.Read(copy.Bytes).Components[0].Coefficients, JpegReader.Read(again.Bytes).Components[0].Coefficients);
    }

    [Theory]
    [InlineData("baseline.jpg", 6)]
    [InlineData("progressive.jpg", 6)]
    [InlineData("inks.jpg", 6)]
    public void A_photo_looks_the_same_and_stands_upright(string name, int orientation)
    {
        var (before, after) = (JpegReader.Read(Sample(name)), JpegReader.Read(JpegCopy.Of(Sample(name)).Bytes));
        Assert.Equal((before.Width, before.Height, orientation), (after.Width, after.Height, after.Orientation));
        Assert.Equal(before.Components.Select(c => (c.Across, c.Down)), after.Components.Select(c => (c.Across, c.Down)));
        foreach (var (b, a) in before.Components.Zip(after.Components))
        {
            Assert.Contains(b.Coefficients, c => c != 0);
            for (var i = 0; i < b.Coefficients.Length; i++)
                Assert.InRange(Math.Abs((b.Coefficients[i] * b.Quantisation![i % 64]) - (a.Coefficients[i] * a.Quantisation![i % 64])), 0, (a.Quantisation[i % 64] + 1) / 2);
        }
    }

    [Fact]
    public void A_progressive_photo_and_a_plain_one_of_the_same_picture_give_the_same_copy() =>
        Assert.Equal(JpegCopy.Of(Sample("baseline.jpg")).Bytes, JpegCopy.Of(Sample("progressive.jpg")).Bytes);

    [Fact]
    public void A_photo_made_byte_by_byte_loses_its_artist()
    {
        var photo = Papers.Photo("p.jpg", "Қоғабаев", "снято в кабинете");
        var copy = PictureCopies.Of(photo.Bytes);
        Assert.Equal(-1, copy.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Қоғабаев")));
        Assert.Equal((8, 8), (JpegReader.Read(copy.Bytes).Width, JpegReader.Read(copy.Bytes).Height));
    }

    [Fact]
    public void The_rows_of_a_picture_are_the_same_rows()
    {
        static byte[] Rows(byte[] png)
        {
            using var packed = new MemoryStream();
            for (var at = 8; at < png.Length;)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
                if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, length);
                if (png.AsSpan(at + 4, 4).SequenceEqual("IEND"u8)) break;
                at += 12 + length;
            }

            packed.Position = 0;
            using var rows = new MemoryStream();
            using (var unpack = new ZLibStream(packed, CompressionMode.Decompress)) unpack.CopyTo(rows);
            return rows.ToArray();
        }

        Assert.Equal(Rows(Sample("palette.png")), Rows(PngCopy.Of(Sample("palette.png")).Bytes));
    }

    [Fact]
    public void What_stands_behind_the_rows_of_a_picture_stays_behind()
    {
        var planted = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Zhasyryn Avtor ", 500)));
        var png = Png(2, 2, [.. new byte[2 * 7], .. planted]);
        Assert.InRange(PngCopy.Of(png).Bytes.Length, 50, 120);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    public void A_bomb_is_refused_before_it_unfolds(int width, int height)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Washing.TooLarge, Assert.Throws<UnwashableException>(() => PngCopy.Of(Png(width, height, new byte[100_000]))).Why);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_photo_of_four_thousand_million_points_is_refused_before_it_takes_memory()
    {
        var photo = Papers.Photo("p.jpg", "a", "b").Bytes;
        var frame = photo.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        photo.AsSpan(frame + 5, 4).Fill(0xFF);
        Assert.Equal(Washing.TooLarge, Assert.Throws<UnwashableException>(() => JpegCopy.Of(photo)).Why);
    }

    [Fact]
    public void Points_of_every_kind_go_through_the_packing_of_a_gif()
    {
        var random = new Random(7);
        foreach (var (size, count) in new[] { (2, 1), (2, 5000), (8, 1), (8, 70_000), (8, 300_000), (4, 40_000) })
        {
            var points = new byte[count];
            random.NextBytes(points);
            for (var i = 0; i < count; i++) points[i] = i % 3 == 0 ? (byte)0 : (byte)(points[i] & ((1 << size) - 1));
            Assert.Equal(points, GifPoints.Unpack(GifPoints.Pack(points, size), size, count));
        }
    }

    /// <summary>Whatever the bytes, washing ends with a copy or with a word why not; never with anything else, and soon.</summary>
    [Fact]
    public void Broken_pictures_give_a_word_and_never_more()
    {
        var random = new Random(11);
        var answers = new Dictionary<Washing, int>();
        foreach (var name in Samples)
        {
            var sample = Sample(name);
            var kind = FileKinds.Of(sample, name, "");
            for (var i = 0; i < 300; i++)
            {
                var bytes = sample.ToArray();
                for (var spoilt = random.Next(1, 6); spoilt > 0; spoilt--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                if (i % 5 == 0) bytes = bytes[..random.Next(bytes.Length)];
                var (washing, copy) = WashVerb.Wash(kind, bytes);
                Assert.Equal(washing == Washing.Copy, copy is not null);
                answers[washing] = answers.GetValueOrDefault(washing) + 1;
            }
        }

        Assert.True(answers[Washing.Copy] > 100 && answers[Washing.Failed] > 100);
    }

    internal static byte[] Png(int width, int height, byte[] rows)
    {
        using var png = new MemoryStream();
        png.Write(PngCopy.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) pack.Write(rows);
        foreach (var (type, body) in new[] { ("IHDR", header), ("IDAT", packed.ToArray()), ("IEND", Array.Empty<byte>()) })
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
            png.Write([.. length, .. Encoding.ASCII.GetBytes(type), .. body, 0, 0, 0, 0]);
        }

        return png.ToArray();
    }
}
