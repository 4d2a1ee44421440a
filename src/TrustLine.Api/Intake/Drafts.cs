using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>Unfinished matter of the reporter's pages: durable, so that a restart loses nothing; sealed under the form's own token; gone after 24 hours.</summary>
internal sealed class Drafts(Database database, JournalWriter writer, UnfinishedRoom room, TimeProvider time)
{
    /// <summary>How long a form may lie.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // Asked for at every step of every caller and visitor: worked out once.
    private static readonly Func<JournalDb, byte[], UnfinishedMatter?> Untouched = EF.CompileQuery((JournalDb db, byte[] lookUp) => db.Unfinished.AsNoTracking().SingleOrDefault(u => u.TokenHash == lookUp));
    private static readonly Func<JournalDb, byte[], UnfinishedMatter?> Tracked = EF.CompileQuery((JournalDb db, byte[] lookUp) => db.Unfinished.AsTracking().SingleOrDefault(u => u.TokenHash == lookUp));

    /// <summary>What the form's token opens; null when there is nothing, or it has run out.</summary>
    public T? Open<T>(FormToken token, JsonTypeInfo<T> type) where T : class
    {
        using var db = database.Read();
        return Opened(db, token, type);
    }

    /// <summary>Keeps the matter; returns when it is on disk.</summary>
    public Task SaveAsync<T>(FormToken token, T matter, JsonTypeInfo<T> type, TimeSpan? keep = null) where T : class =>
        ChangeAsync(token, _ => matter, type, keep);

    /// <summary>
    /// Changes the matter as it is at that moment, so that two posts of one page (a file that has arrived, an automatic saving) cannot undo one
    /// another; returns it when it is on disk. The change may be asked for what is not there yet, and leaves all as it is by returning what it was given.
    /// </summary>
    public Task<T?> ChangeAsync<T>(FormToken token, Func<T?, T?> change, JsonTypeInfo<T> type, TimeSpan? keep = null) where T : class
    {
        return writer.WriteAsync(act =>
        {
            var before = Opened(act.Db, token, type);
            var after = change(before);
            if (after is null || ReferenceEquals(before, after)) return before;
            Put(act, token, after, type, keep);
            return after;
        });
    }

    /// <summary>Keeps the matter within an act that does more.</summary>
    public void Put<T>(JournalAct act, FormToken token, T matter, JsonTypeInfo<T> type, TimeSpan? keep = null) where T : class
    {
        var until = time.GetUtcNow() + (keep ?? Longest);
        var lookUp = token.LookUp();
        var body = Sealed(token, matter, type);
        var row = Tracked(act.Db, lookUp);
        room.Grow(act.Db, lookUp, body.Length - (row?.Sealed.Length ?? 0));
        if (row is not null) row.Replace(body, until);
        else act.Db.Unfinished.Add(new UnfinishedMatter(lookUp, body, until));
    }

    /// <summary>Throws the matter away.</summary>
    public Task DropAsync(FormToken token) => writer.WriteAsync(act => Drop(act, token));

    /// <summary>Throws the matter away within an act that does more.</summary>
    public static void Drop(JournalAct act, FormToken token)
    {
        var lookUp = token.LookUp();
        if (Tracked(act.Db, lookUp) is { } row) act.Db.Unfinished.Remove(row);
    }

    /// <summary>What the token opens, as an act that does more finds it.</summary>
    public T? Opened<T>(JournalDb db, FormToken token, JsonTypeInfo<T> type) where T : class
    {
        var lookUp = token.LookUp();
        var now = time.GetUtcNow();
        if (Untouched(db, lookUp) is not { } row || row.Until <= now) return null;
        using var key = token.Key();
        using var json = new MemoryStream();
        foreach (var (place, sealedPiece) in Pieces(row.Sealed))
            json.Write(Envelope.Open(key, Use(place), sealedPiece, Digest.Sha256(sealedPiece)));
        var matter = JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), type);
        Digest.Wipe(json.GetBuffer());
        return matter;
    }

    private static byte[] Sealed<T>(FormToken token, T matter, JsonTypeInfo<T> type)
    {
        using var key = token.Key();
        var json = JsonSerializer.SerializeToUtf8Bytes(matter, type);
        var body = Sealed(key, json);
        Digest.Wipe(json);
        return body;
    }

    // A form may hold more than one envelope: its pieces are bound to their places and follow one another with their lengths.
    private static byte[] Sealed(SecretKey key, byte[] json)
    {
        using var bytes = new MemoryStream();
        var length = new byte[sizeof(int)];
        var capacity = Padding.Capacity(EnvelopeSize.Body);
        for (var (place, from) = (0, 0); place == 0 || from < json.Length; place++, from += capacity)
        {
            var piece = json.AsSpan(from, Math.Min(capacity, json.Length - from));
            var envelope = Envelope.Seal(key, Use(place), piece, EnvelopeSize.Body).Bytes;
            BinaryPrimitives.WriteInt32BigEndian(length, envelope.Length);
            bytes.Write(length);
            bytes.Write(envelope);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<(int Place, byte[] Envelope)> Pieces(byte[] bytes)
    {
        for (var (place, from) = (0, 0); from < bytes.Length; place++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(from));
            yield return (place, bytes[(from + sizeof(int))..(from + sizeof(int) + length)]);
            from += sizeof(int) + length;
        }
    }

    private static Binding Use(int place) => new(Labels.Unfinished, Guid.Empty, BitConverter.GetBytes(place));
}
