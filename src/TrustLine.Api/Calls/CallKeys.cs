using System.Text;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Calls;

/// <summary>What is found and opened by a call's id at the provider, which is kept nowhere: all of it comes from the server's key and that id, and leads back to no call.</summary>
internal sealed class CallKeys(LineKeys keys)
{
    /// <summary>Opens the state of the call.</summary>
    public FormToken State(string call) => Token("trustline/call-state/v1", call);

    /// <summary>Opens a sound that exists for one call only, by its name in the address.</summary>
    public FormToken Sound(string name) => Token("trustline/call-sound/v1", name);

    /// <summary>Opens a ringing of operators, by its name in the address.</summary>
    public FormToken Ring(string name) => Token("trustline/call-ring/v1", name);

    /// <summary>Finds what was said in the call.</summary>
    public Guid Spoken(string call) => new(Keyed("trustline/call-spoken/v1", call).AsSpan(0, 16), bigEndian: true);

    /// <summary>The delivery id of the report that the call becomes.</summary>
    public string Delivery(string call) => "phone:" + Convert.ToHexString(Keyed("trustline/call-delivery/v1", call));

    private FormToken Token(string use, string id)
    {
        using var key = For(use);
        return FormToken.Derived(key, id);
    }

    private byte[] Keyed(string use, string id)
    {
        using var key = For(use);
        return Digest.Keyed(key, Encoding.UTF8.GetBytes(id));
    }

    private SecretKey For(string use) => keys.CodePepper.Derive(use);
}
