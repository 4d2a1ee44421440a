namespace TrustLine.Api.Staff;

/// <summary>The hidden field that every form of the office carries.</summary>
public static class FormField
{
    /// <summary>Its name.</summary>
    public const string Name = "form";
}
