namespace TrustLine.Api.Demo;

/// <summary>The clock of the invented past: stands where the demo puts it, so that days of registration and terms are the real ones.</summary>
internal sealed class DemoTime(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset at = now;

    public void Set(DateTimeOffset moment) => at = moment;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => at;
}
