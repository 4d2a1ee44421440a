// A certificate for a server of the tests, issued by an authority that nobody trusts unless told to.

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrustLine.Testing;

public static class TestCertificate
{
    /// <summary>Writes ca.pem, server.pem and key.pem into the folder and returns the authority. It speaks for one host only; with an age, it ended so many days ago.</summary>
    public static X509Certificate2 Write(string folder, string host, int endedDaysAgo = -7)
    {
        var ends = DateTimeOffset.UtcNow.AddDays(-endedDaysAgo);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=TrustLine tests", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = root.CreateSelfSigned(ends.AddDays(-30), DateTimeOffset.UtcNow.AddDays(8));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = request.Create(authority, ends.AddDays(-14), ends, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem() + "\n");
        return authority;
    }
}
