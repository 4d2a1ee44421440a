using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Protection;

/// <summary>
/// A DataProtection ring whose keys lie in a table and are sealed by the key file. Long-lived secrets have one ring, cookies and
/// antiforgery another; neither touches the host's defaults.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>DataProtection's application name: a constant, so that a moved installation still opens its own data.</summary>
    public const string ApplicationName = "TrustLine";

    private readonly ServiceProvider services;
    private readonly RingKey key;

    private KeyRing(ServiceProvider services, RingKey key) => (this.services, this.key) = (services, key);

    /// <summary>The ring, as ASP.NET Core wants it.</summary>
    public IDataProtectionProvider Provider => services.GetRequiredService<IDataProtectionProvider>();

    /// <summary>
    /// Opens a ring. When one of its keys is sealed by another key file: <see cref="KeyFileMismatchException"/>, before
    /// DataProtection could add a new key under the wrong file.
    /// </summary>
    public static KeyRing Open(IXmlRepository rows, KeyFile keyFile, string ringName)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(keyFile);
        var key = new RingKey(keyFile.Derive(Labels.KeyRing, System.Text.Encoding.UTF8.GetBytes(ringName)));
        foreach (var sealedKey in rows.GetAllElements().SelectMany(e => e.DescendantsAndSelf(RingKey.Element)))
            key.Open(sealedKey);

        var services = new ServiceCollection();
        services.AddSingleton(key);
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = rows;
            options.XmlEncryptor = new RingKeyEncryptor(key);
        });
        return new(services.BuildServiceProvider(), key);
    }

    /// <summary>Revokes every key made before this moment. What they protect still opens, and asks to be protected anew.</summary>
    public void RevokeAll(DateTimeOffset before) => services.GetRequiredService<IKeyManager>().RevokeAllKeys(before);

    /// <inheritdoc/>
    public void Dispose()
    {
        services.Dispose();
        key.Dispose();
    }
}

/// <summary>The key, derived from the key file, under which a ring's own keys lie.</summary>
internal sealed class RingKey(SecretKey key) : IDisposable
{
    internal static readonly XName Element = "trustLineSealedKey";
    private static readonly Binding Use = new(Labels.KeyRing, Guid.Empty);

    internal XElement Seal(XElement plain)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        var element = new XElement(Element, Convert.ToBase64String(Envelope.SealExactly(key, Use, text)));
        Digest.Wipe(text);
        return element;
    }

    internal XElement Open(XElement element)
    {
        var envelope = new byte[element.Value.Length];
        if (!Convert.TryFromBase64String(element.Value, envelope, out var length))
            throw new EnvelopeDamagedException();
        byte[] text;
        try
        {
            text = Envelope.OpenExactly(key, Use, envelope.AsSpan(0, length));
        }
        catch (WrongKeyException)
        {
            throw new KeyFileMismatchException();
        }
        var plain = XElement.Parse(System.Text.Encoding.UTF8.GetString(text));
        Digest.Wipe(text);
        return plain;
    }

    public void Dispose() => key.Dispose();
}

/// <summary>Seals a ring's key before it goes into its row.</summary>
internal sealed class RingKeyEncryptor(RingKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(key.Seal(plaintextElement), typeof(RingKeyDecryptor));
}

/// <summary>Opens it again. Named in every row of a ring: this type keeps its name and namespace for ever.</summary>
internal sealed class RingKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly RingKey key = services.GetRequiredService<RingKey>();

    public XElement Decrypt(XElement encryptedElement) => key.Open(encryptedElement);
}
