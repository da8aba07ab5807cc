namespace Daybook.Worker.Stages;

/// <summary>Writes files that are whole or not there.</summary>
public static class WholeFile
{
    /// <summary>Under another name first: a reader never sees half a file, and a kill leaves none under the final name.</summary>
    public static void Write(string path, byte[] content)
    {
        var unfinished = $"{path}.tmp";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
