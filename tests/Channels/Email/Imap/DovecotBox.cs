// One real mailbox for the tests of the protocol: they run one after the other and begin with it empty.

using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Imap;
using TrustLine.Testing;

namespace TrustLine.Tests.Channels.Email.Imap;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DovecotBoxes : ICollectionFixture<DovecotBox>
{
    public const string Name = "dovecot";
}

public sealed class DovecotBox : IAsyncLifetime
{
    public MailBox Box { get; } = new();

    public Task InitializeAsync() => Box.StartAsync();

    public Task DisposeAsync() => Box.DisposeAsync().AsTask();

    internal static MailAccount Account(MailBox box, MailSecurity security = MailSecurity.Tls, string? password = null, bool trusted = true) => new()
    {
        Host = "localhost",
        Port = security == MailSecurity.Tls ? box.TlsPort : box.Port,
        Security = security,
        User = MailBox.User,
        Password = password ?? box.Password,
        Trust = trusted ? box.Trust : null,
        Patience = TimeSpan.FromSeconds(10),
    };

    internal static async Task<ImapSession> OpenAsync(MailBox box, MailSecurity security = MailSecurity.Tls)
    {
        var session = await ImapSession.OpenAsync(Account(box, security), default);
        await session.SelectAsync("INBOX", readOnly: false, default);
        return session;
    }

    /// <summary>The mailbox, emptied of what an earlier test left.</summary>
    internal async Task<ImapSession> FreshAsync()
    {
        var session = await OpenAsync(Box);
        Assert.True(await session.ExpungeAsync([.. await session.SearchAsync("ALL", default)], default));
        return session;
    }
}
