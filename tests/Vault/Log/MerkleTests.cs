using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Log;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Vault.Tests.Log;

/// <summary>The tree and proofs of the Certificate Transparency reference tests (RFC 6962, unchanged in RFC 9162).</summary>
public class MerkleTests
{
    private static readonly byte[][] Leaves = [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(l => Merkle.LeafHash(Bytes.Hex(l)))];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_of_the_reference()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Bytes.Hex(Merkle.EmptyRoot()));
        var frontier = new Frontier();
        Assert.Equal(Merkle.EmptyRoot(), frontier.Root());
        for (var n = 1; n <= Leaves.Length; n++)
        {
            frontier.Append(Leaves[n - 1]);
            Assert.Equal(Roots[n - 1], Bytes.Hex(Merkle.Root(Leaves.AsSpan(0, n))));
            Assert.Equal(Roots[n - 1], Bytes.Hex(frontier.Root()));
        }
    }

    [Theory]
    [InlineData(0, 1, new string[0])]
    [InlineData(0, 8, new[] { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" })]
    [InlineData(5, 8, new[] { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" })]
    [InlineData(2, 3, new[] { "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" })]
    [InlineData(1, 5, new[] { "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" })]
    public void Inclusion_proofs_are_those_of_the_reference(int index, int size, string[] proof) =>
        Assert.Equal(proof, Merkle.Inclusion(Leaves.AsSpan(0, size), index).Select(p => Bytes.Hex(p)));

    [Theory]
    [InlineData(1, 1, new string[0])]
    [InlineData(1, 8, new[] { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" })]
    [InlineData(6, 8, new[] { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" })]
    [InlineData(2, 5, new[] { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" })]
    public void Consistency_proofs_are_those_of_the_reference(int earlier, int later, string[] proof) =>
        Assert.Equal(proof, Merkle.Consistency(Leaves.AsSpan(0, later), earlier).Select(p => Bytes.Hex(p)));

    [Fact]
    public void Every_proof_of_every_small_tree_verifies_and_no_changed_one_does()
    {
        var leaves = Enumerable.Range(0, 40).Select(i => Merkle.LeafHash([(byte)i])).ToArray();
        for (var size = 1; size <= leaves.Length; size++)
        {
            var root = Merkle.Root(leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = Merkle.Inclusion(leaves.AsSpan(0, size), index);
                Assert.True(Merkle.VerifyInclusion(leaves[index], index, size, proof, root));
                Assert.False(Merkle.VerifyInclusion(leaves[(index + 1) % 40], index, size, proof, root));
                Assert.False(Merkle.VerifyInclusion(leaves[index], index, size, [.. proof, root], root));
                Assert.False(Merkle.VerifyInclusion(leaves[index], size, size, proof, root));
                Assert.False(Merkle.VerifyInclusion(leaves[index], -1, size, proof, root));
                if (proof.Count > 0)
                {
                    Assert.False(Merkle.VerifyInclusion(leaves[index], index, size, [.. proof.Skip(1)], root));
                    Assert.False(Merkle.VerifyInclusion(leaves[index], index, size, [Bytes.Flipped(proof[0], 0), .. proof.Skip(1)], root));
                }
            }
            for (var earlier = 1; earlier <= size; earlier++)
            {
                var before = Merkle.Root(leaves.AsSpan(0, earlier));
                var proof = Merkle.Consistency(leaves.AsSpan(0, size), earlier);
                Assert.True(Merkle.VerifyConsistency(earlier, before, size, root, proof));
                Assert.False(Merkle.VerifyConsistency(earlier, Bytes.Flipped(before, 3), size, root, proof));
                Assert.False(Merkle.VerifyConsistency(earlier, before, size, Bytes.Flipped(root, 3), proof));
                Assert.False(Merkle.VerifyConsistency(earlier, before, size, root, [.. proof, root]));
                Assert.False(Merkle.VerifyConsistency(size + 1, before, size, root, proof));
                Assert.False(Merkle.VerifyConsistency(0, before, size, root, proof));
                if (proof.Count > 0)
                    Assert.False(Merkle.VerifyConsistency(earlier, before, size, root, [.. proof.Skip(1)]));
            }
        }
    }

    [Fact]
    public void The_frontier_grows_like_the_tree_and_survives_storing()
    {
        var leaves = new List<byte[]>();
        var frontier = new Frontier();
        for (var i = 0; i < 300; i++)
        {
            leaves.Add(Merkle.LeafHash(BitConverter.GetBytes(i)));
            frontier = Frontier.Parse(frontier.ToBytes());
            frontier.Append(leaves[^1]);
            Assert.Equal(Merkle.Root([.. leaves]), frontier.Root());
        }
        Assert.Equal(300, frontier.Size);
        var copy = frontier.Copy();
        copy.Append(leaves[0]);
        Assert.Equal(300, frontier.Size);
        Assert.NotEqual(copy.Root(), frontier.Root());
        Assert.Throws<ArgumentException>(() => frontier.Append([1]));
        foreach (var bad in new byte[][] { [], [2, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0xff, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] })
            Assert.Throws<EnvelopeDamagedException>(() => Frontier.Parse(bad));
    }

    [Fact]
    public void Commitments_hide_equal_bodies_and_bind_to_body_and_seals()
    {
        var (blinder, body, seals) = (Draw.Bytes(32), Draw.Bytes(32), Draw.Bytes(32));
        var leaf = LeafCommitment.LeafHash(blinder, body, seals);
        Assert.Equal(leaf, LeafCommitment.LeafHash(blinder, body, seals));
        Assert.NotEqual(leaf, LeafCommitment.LeafHash(Draw.Bytes(32), body, seals));
        Assert.NotEqual(leaf, LeafCommitment.LeafHash(blinder, seals, body));
        Assert.Throws<ArgumentException>(() => LeafCommitment.LeafHash([1], body, seals));

        KeySlot[] slots = [new(SealKind.ReportKey, Group.Officers, 1, [1]), new(SealKind.ReportKey, Group.Directors, 1, [2]), new(SealKind.MessageKey, null, 0, [3])];
        Assert.Equal(LeafCommitment.SealsRoot(slots), LeafCommitment.SealsRoot(slots.Reverse()));
        Assert.NotEqual(LeafCommitment.SealsRoot(slots), LeafCommitment.SealsRoot(slots[..2]));
        Assert.NotEqual(LeafCommitment.SealsRoot(slots), LeafCommitment.SealsRoot([slots[0] with { Group = Group.Directors }, slots[1] with { Group = Group.Officers }, slots[2]]));
        SealedPart[] parts = [new(PartKind.Narrative, [1], Digest.Sha256([1])), new(PartKind.Answers, [2], Digest.Sha256([2]))];
        var owner = Draw.Id();
        Assert.Equal(LeafCommitment.BodyHash(owner, parts), LeafCommitment.BodyHash(owner, parts.Reverse()));
        Assert.NotEqual(LeafCommitment.BodyHash(owner, parts), LeafCommitment.BodyHash(Draw.Id(), parts));
        Assert.NotEqual(LeafCommitment.BodyHash(owner, parts), LeafCommitment.BodyHash(owner, parts[..1]));
    }

    [Fact]
    public void A_promise_is_checked_with_the_public_key_alone()
    {
        using var log = SigningPair.Fresh();
        using var other = SigningPair.Fresh();
        var (blinder, body, seals) = (Draw.Bytes(32), Draw.Bytes(32), Draw.Bytes(32));
        var promise = Promise.Make(LeafCommitment.LeafHash(blinder, body, seals), blinder, log);
        Assert.True(promise.Verify(log.PublicKey));
        Assert.True(promise.CommitsTo(body, seals));
        Assert.False(promise.Verify(other.PublicKey));
        Assert.False(promise.CommitsTo(seals, body));
        Assert.False((promise with { LeafHash = Draw.Bytes(32) }).Verify(log.PublicKey));
        Assert.False((promise with { Blinder = Draw.Bytes(32) }).Verify(log.PublicKey));
        Assert.False((promise with { Signature = [] }).Verify(log.PublicKey));
    }

    [Fact]
    public void A_head_is_a_text_that_reads_back_to_itself_only()
    {
        using var log = SigningPair.Fresh();
        var head = SignedHead.Sign("trustline.example private", 42, Merkle.EmptyRoot(), World.Now.AddMilliseconds(7), log);
        Assert.True(head.Verify(log.PublicKey));
        var text = head.ToText();
        Assert.True(SignedHead.TryParse(text, out var read));
        Assert.True(read!.Verify(log.PublicKey));
        Assert.Equal((42, World.Now), (read.Size, read.At));
        for (var i = 0; i < text.Length; i++)
        {
            var changed = string.Concat(text.AsSpan(0, i), text[i] == 'A' ? "B" : "A", text.AsSpan(i + 1));
            Assert.False(SignedHead.TryParse(changed, out var other) && other!.Verify(log.PublicKey), $"at {i}");
        }
        Assert.False(SignedHead.TryParse(text.Replace(" 2026", "  2026"), out _));
        Assert.False(SignedHead.TryParse(text.Replace("\n42", "\n042"), out _));
        Assert.False(SignedHead.TryParse(text.Replace("\n", "\r\n"), out _));
        Assert.False(SignedHead.TryParse(text + "\n", out _));
        Assert.False(SignedHead.TryParse(null, out _));
        Assert.Throws<ArgumentException>(() => SignedHead.Sign("two\nlines", 1, Merkle.EmptyRoot(), World.Now, log));
    }
}
