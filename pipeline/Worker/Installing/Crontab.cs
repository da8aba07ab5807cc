using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Daybook.Worker.Installing;

/// <summary>A person's table of cron: Daybook's lines stand between two marks, all else is left as it is.</summary>
internal static class Crontab
{
    private const string Begin = "# daybook: begin", End = "# daybook: end";

    /// <summary>The table with Daybook's lines in place of those it had.</summary>
    /// <param name="time">The five fields.</param>
    public static string With(string table, string time, IReadOnlyList<string> command)
    {
        // To cron a percent sign ends the command.
        var line = $"{time} {string.Join(' ', command.Select(Quoted))}".Replace("%", "\\%", StringComparison.Ordinal);
        return $"{Without(table)}{Begin}\n{line}\n{End}\n";
    }

    /// <summary>The table without Daybook's lines; it ends with a line feed, or is empty.</summary>
    public static string Without(string table)
    {
        var kept = new List<string>();
        var isOwn = false;
        foreach (var line in table.Split('\n'))
        {
            if (line == Begin) isOwn = true;
            else if (line == End && isOwn) isOwn = false;
            else if (!isOwn) kept.Add(line);
        }
        var text = string.Join('\n', kept).TrimEnd('\n');
        return text.Length == 0 ? "" : $"{text}\n";
    }

    /// <summary>The table as it is; empty where there is none. Null where there is no cron.</summary>
    public static string? Read() => Run("-l", null) is { } said ? said.Code == 0 ? said.Output : "" : null;

    /// <summary>What <c>crontab</c> complains of, or null.</summary>
    public static string? Write(string table) => Run("-", table) is not { } said ? "there is no crontab command" : said.Code == 0 ? null : said.Error;

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static (int Code, string Output, string Error)? Run(string argument, string? input)
    {
        try
        {
            using var crontab = Process.Start(new ProcessStartInfo("crontab", [argument]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (input is not null) crontab.StandardInput.Write(input);
            crontab.StandardInput.Close();
            var output = crontab.StandardOutput.ReadToEnd();
            var error = crontab.StandardError.ReadToEnd();
            crontab.WaitForExit();
            return (crontab.ExitCode, output, error.Trim());
        }
        catch (ExternalException)
        {
            return null;
        }
    }
}
