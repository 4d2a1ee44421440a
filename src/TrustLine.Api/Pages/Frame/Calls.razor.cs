using System.Text.RegularExpressions;

namespace TrustLine.Api.Pages;

/// <summary>The numbers in the sentence: rescue service and police.</summary>
public sealed partial class Calls
{
    [GeneratedRegex(@"\b(112|102)\b")]
    private static partial Regex Numbers();
}
