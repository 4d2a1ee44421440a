namespace TrustLine.Triage.Reading;

/// <summary>What kind of identity a marked place gives away.</summary>
public enum MarkKind
{
    /// <summary>The reporter's name.</summary>
    Name,
    /// <summary>A phone number.</summary>
    Phone,
    /// <summary>An e-mail address.</summary>
    Email,
    /// <summary>A name in a messenger (@nick).</summary>
    Handle,
    /// <summary>A postal address.</summary>
    Address,
    /// <summary>An individual identification number.</summary>
    Iin,
    /// <summary>Anything else by which a person saw who reports: a shift, a post, a number plate. Rules mark none of these.</summary>
    Other,
}

/// <summary>A place that says who reports: UTF-16 units of the text.</summary>
public readonly record struct Mark(int Start, int Length, MarkKind Kind)
{
    /// <summary>First unit after the place.</summary>
    public int End => Start + Length;
}
