using System.Text.Json;

namespace Daybook.Spool;

/// <summary>The day's sum, left in the spool by a run for those who may not open the ledger.</summary>
/// <param name="Until">When the day ends, seconds since the epoch.</param>
/// <param name="Seconds">Counted so far.</param>
public sealed record TodayFile(long Until, long Seconds)
{
    private const int Longest = 4096;

    /// <summary>Null where there is none that can be read.</summary>
    public static TodayFile? Read(string spool, string person)
    {
        try
        {
            var path = PathOf(spool, person);
            if (!File.Exists(path)) return null;
            using var file = SpoolFile.OpenToRead(path);
            if (file.Length > Longest) return null;
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            return new TodayFile(root.GetProperty("until").GetInt64(), root.GetProperty("seconds").GetInt64());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file in one step. Does nothing where there is no spool.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string spool, string person)
    {
        if (!Directory.Exists(spool)) return;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("until", Until);
            json.WriteNumber("seconds", Seconds);
            json.WriteEndObject();
        }
        var path = PathOf(spool, person);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream($"{path}.tmp", options)) file.Write(buffer.ToArray());
        File.Move($"{path}.tmp", path, overwrite: true);
    }

    private static string PathOf(string spool, string person) => Path.Combine(spool, $".today-{SpoolNames.Safe(person)}.json");
}
