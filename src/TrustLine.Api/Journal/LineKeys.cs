using TrustLine.Vault.Log;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Journal;

/// <summary>The service's own keys: made at first start, opened at every later one with the key file, or the start is refused.</summary>
internal sealed class LineKeys : IDisposable
{
    /// <summary>Settings of this name are keys of fingerprints: they come and go, and are no part of the line's state in the log.</summary>
    public const string FingerprintKeyPrefix = "fingerprint-key/";

    private const string Purpose = "trustline/line-keys/v1";
    private readonly KeyFile keyFile;
    private readonly KeyRing ring;

    private LineKeys(KeyFile keyFile, KeyRing ring, KeyRing cookies)
    {
        (this.keyFile, this.ring, Cookies) = (keyFile, ring, cookies);
        Server = new ServerSeal(ring.Provider);
        Cards = new ServerCards(Server);
    }

    /// <summary>The second lock on everything that lives long.</summary>
    public ServerSeal Server { get; }

    /// <summary>Small records under that lock.</summary>
    public ServerCards Cards { get; }

    /// <summary>The ring of cookies and antiforgery tokens; nothing that lives long is under it.</summary>
    public KeyRing Cookies { get; }

    /// <summary>Salt of every receipt code of this installation; no secret.</summary>
    public byte[] InstallationSalt { get; private set; } = [];

    /// <summary>Without it a stolen database cannot be asked whether a code is in it.</summary>
    public SecretKey CodePepper { get; private set; } = null!;

    /// <summary>Keys login names to their rows.</summary>
    public SecretKey LoginPepper { get; private set; } = null!;

    /// <summary>Signs heads of the log and promises to reporters.</summary>
    public LogSigner LogSigner { get; private set; } = null!;

    /// <summary>Opens or makes the keys. <see cref="KeyFileException"/> and <see cref="KeyFileMismatchException"/> stop the start.</summary>
    public static LineKeys Open(Database database, LineOptions options)
    {
        var path = options.KeyFilePath;
        var fresh = !File.Exists(path);
        bool hasData;
        using (var db = database.Read()) hasData = db.Settings.Any();
        // A database without its key file is not a fresh start: making a new file would only hide the loss.
        var file = fresh && !hasData ? KeyFile.Create(path) : KeyFile.Read(path);
        var keys = new LineKeys(
            file,
            KeyRing.Open(new RingRows(database, "line"), file, "line"),
            KeyRing.Open(new RingRows(database, "cookies"), file, "cookies"));
        if (!hasData) keys.Found(database);
        keys.Load(database);
        return keys;
    }

    /// <summary>The key of one 35-day period for the fingerprints of deliveries; null when that period has none.</summary>
    public SecretKey? FingerprintKey(JournalDb db, int period) =>
        db.Settings.Find(FingerprintKeyName(period)) is { } kept ? Secret(kept.Value) : null;

    /// <summary>Makes the key of a period, inside the transaction that first needs it; it goes with its rows after 70 days.</summary>
    public SecretKey NewFingerprintKey(JournalDb db, int period)
    {
        var key = SecretKey.Fresh();
        db.Settings.Add(new Setting(FingerprintKeyName(period), Sealed(key)));
        return key;
    }

    /// <summary>The name under which a period's key stands.</summary>
    public static string FingerprintKeyName(int period) => FormattableString.Invariant($"{FingerprintKeyPrefix}{period}");

    /// <inheritdoc/>
    public void Dispose()
    {
        CodePepper?.Dispose();
        LoginPepper?.Dispose();
        LogSigner?.Dispose();
        ring.Dispose();
        Cookies.Dispose();
        keyFile.Dispose();
    }

    private void Found(Database database)
    {
        // The ring makes its first key at its first use and writes it by a connection of its own: not while ours holds the database.
        var canary = Canary.Make(Server);
        using var connection = database.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var pair = SigningPair.Fresh();
        using var half = pair.ExportPrivate();
        using (var db = Database.Within(transaction))
        {
            db.Settings.AddRange(
                new Setting("canary", canary),
                new Setting("installation-salt", Draw.Bytes(32)),
                new Setting("code-pepper", Sealed(SecretKey.Fresh())),
                new Setting("login-pepper", Sealed(SecretKey.Fresh())),
                new Setting("log-key", Sealed(half)),
                new Setting("log-public-key", pair.PublicKey.ToBytes()));
            db.SaveChanges();
        }

        using var signer = new LogSigner(pair);
        var tail = LogTail.Continue(transaction, signer);
        using (var act = new JournalAct(transaction, tail, Cards))
        {
            act.Record(Scope.Line, Guid.Empty, new Fact(FactKind.LineFounded, TimeProvider.System.GetUtcNow()));
            act.Complete();
        }

        tail.SignHead(transaction);
        transaction.Commit();
    }

    private void Load(Database database)
    {
        using var db = database.Read();
        var settings = db.Settings.ToDictionary(s => s.Name, s => s.Value);
        Canary.Check(Server, settings["canary"]);
        InstallationSalt = settings["installation-salt"];
        CodePepper = Secret(settings["code-pepper"]);
        LoginPepper = Secret(settings["login-pepper"]);
        using var half = Secret(settings["log-key"]);
        LogSigner = new LogSigner(SigningPair.From(half));
    }

    private byte[] Sealed(SecretKey key)
    {
        var bytes = key.Export();
        try
        {
            return Server.Protect(Purpose, Guid.Empty, bytes);
        }
        finally
        {
            Digest.Wipe(bytes);
        }
    }

    private SecretKey Secret(byte[] sealedKey)
    {
        var bytes = Server.Unprotect(Purpose, Guid.Empty, sealedKey);
        try
        {
            return SecretKey.From(bytes);
        }
        finally
        {
            Digest.Wipe(bytes);
        }
    }
}

/// <summary>The log's signing pair, for any number of threads.</summary>
internal sealed class LogSigner(SigningPair pair) : IDisposable
{
    private const string PrivateLog = "trustline private log";
    private readonly Lock turn = new();

    /// <summary>Checks promises and heads, here and at the reporter's.</summary>
    public SigningPublicKey PublicKey => pair.PublicKey;

    /// <summary>The signature of a private head. It has no time: that would tell when reports came.</summary>
    public byte[] SignPrivateHead(long size, byte[] root)
    {
        lock (turn) return SignedHead.Sign(PrivateLog, size, root, DateTimeOffset.UnixEpoch, pair).Signature;
    }

    /// <summary>Whether this log signed that private head.</summary>
    public bool VerifiesPrivateHead(long size, byte[] root, byte[] signature) =>
        new SignedHead(PrivateLog, size, root, DateTimeOffset.UnixEpoch, signature).Verify(PublicKey);

    /// <summary>The promise to a reporter that this leaf is in the log.</summary>
    public Promise Promise(AppendedLeaf leaf)
    {
        lock (turn) return Vault.Log.Promise.Make(leaf.Hash, leaf.Blinder, pair);
    }

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();
}
