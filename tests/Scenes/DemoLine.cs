// One line with the invented staff for the scenes that leave it as they found it: open, with everybody able to read.

using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class DemoLine : IAsyncLifetime
{
    public LineProcess Line { get; private set; } = null!;

    public async Task InitializeAsync() => Line = await LineProcess.StartDemoAsync();

    public async Task DisposeAsync() => await Line.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedLine : ICollectionFixture<DemoLine>
{
    public const string Name = "the shared line";
}
