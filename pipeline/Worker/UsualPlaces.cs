using NodaTime;

namespace Daybook.Worker;

/// <summary>Where a person's settings and data lie on this machine, where nobody says otherwise (the XDG base directories).</summary>
internal static class UsualPlaces
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Null where nobody says where the person's home is.</summary>
    /// <param name="environment">Variables of the environment.</param>
    public static string? Settings(Func<string, string?> environment) => In(environment, "XDG_CONFIG_HOME", ".config", "appsettings.json");

    /// <summary>Likewise, of the folder for data.</summary>
    public static string? Data(Func<string, string?> environment) => In(environment, "XDG_DATA_HOME", Path.Combine(".local", "share"), "");

    /// <summary>The zone that this machine's clock shows, as far as it can be found; null where it cannot.</summary>
    public static string? Zone(Func<string, string?> environment)
    {
        const string Folder = "zoneinfo/";
        var said = environment("TZ")?.TrimStart(':') ?? new FileInfo("/etc/localtime").ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        if (said is null) return null;
        var at = said.LastIndexOf(Folder, StringComparison.Ordinal);
        var name = at < 0 ? said : said[(at + Folder.Length)..];
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is null ? null : name;
    }

    /// <summary>Makes a folder that nobody else can look into; one that is there stays as it is.</summary>
    public static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Private);
    }

    private static string? In(Func<string, string?> environment, string variable, string below, string name)
    {
        var folder = environment(variable) is { Length: > 0 } named && Path.IsPathFullyQualified(named) ? named : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, below) : null;
        return folder is null ? null : Path.Combine(folder, "daybook", name).TrimEnd(Path.DirectorySeparatorChar);
    }
}
