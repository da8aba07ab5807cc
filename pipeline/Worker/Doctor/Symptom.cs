namespace Daybook.Worker.Doctor;

/// <summary>How bad something is.</summary>
internal enum Severeness
{
    /// <summary>As it should be.</summary>
    Fine,
    /// <summary>Somebody should look at it before it goes wrong.</summary>
    Warning,
    /// <summary>Something does not work.</summary>
    Error,
}

/// <summary>What the doctor found.</summary>
/// <param name="Code">Stays the same over versions: what a script asks for.</param>
/// <param name="Found">What is so.</param>
/// <param name="Fix">What to do; null where nothing is to be done.</param>
/// <param name="Exit">What the program answers because of it.</param>
internal sealed record Symptom(string Code, Severeness Severeness, string Found, string? Fix, ExitCode Exit)
{
    public static Symptom Fine(string code, string found) => new(code, Severeness.Fine, found, null, ExitCode.Done);

    public static Symptom Warning(string code, string found, string fix) => new(code, Severeness.Warning, found, fix, ExitCode.PartlyDone);

    /// <summary>Somebody else is at what was to be looked at.</summary>
    public static Symptom Busy(string found) => new("not-looked-at", Severeness.Warning, found, "daybook doctor once more, when that has ended.", ExitCode.TryAgain);

    public static Symptom Error(string code, string found, string fix, ExitCode exit) => new(code, Severeness.Error, found, fix, exit);
}
