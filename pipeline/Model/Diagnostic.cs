namespace Daybook.Model;

/// <summary>Where in a file something is.</summary>
/// <param name="Line">Physical line, from 1; 0 = the file as a whole.</param>
/// <param name="Column">Byte in the line for JSON and text, field number for CSV, from 1.</param>
/// <param name="Offset">Bytes from the start of the (decompressed) file.</param>
/// <param name="Pointer">JSON pointer (RFC 6901), or null.</param>
public readonly record struct Place(int Line, int Column, long Offset, string? Pointer = null)
{
    public static Place WholeFile => default;
}

public enum Severity
{
    /// <summary>Something a person may want to know; nothing was left out.</summary>
    Note,
    Warning,
    /// <summary>Something was left out, and is kept in quarantine where it is a row.</summary>
    Error,
}

/// <summary>What is wrong in a person's data: where, what, and what to do. A value, never an exception.</summary>
/// <param name="File">The file's name as the person gave it; control characters are shown escaped.</param>
/// <param name="Message">Lower case, quotes the offending value, no full stop.</param>
/// <param name="Hint">A sentence on what to do or why, or null.</param>
public sealed record Diagnostic(string File, Place Place, Severity Severity, string Message, string? Hint = null)
{
    /// <summary><c>file:line:column: error: message</c>, and the hint on a second line.</summary>
    public override string ToString()
    {
        var place = Place.Line == 0 ? "" : $"{Place.Line}:{Place.Column}:";
        var hint = Hint is null ? "" : $"\n    {Printable.Line(Hint)}";
        return $"{Printable.Line(File)}:{place} {Severity.ToString().ToLowerInvariant()}: {Printable.Line(Message)}{hint}";
    }
}
