using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Daybook.Model;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Makes a PDF of a page by having a browser print it: Chromium, or one that is made from it.</summary>
public static class PdfPrinter
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
    private static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(1);

    /// <summary>The first browser that lies in a folder of <c>PATH</c>, or null.</summary>
    /// <param name="path">Folders, as the environment has them.</param>
    public static string? Find(string? path) =>
        (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(folder => Browsers.Select(b => Path.Combine(folder, b))).FirstOrDefault(File.Exists);

    /// <summary>Writes the file whole, or not at all. The browser gets a home of its own and asks nobody: the page loads nothing.</summary>
    /// <returns>Why there is none, or null.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static string? Print(string browser, string html, string path, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("daybook-pdf-").FullName;
        try
        {
            var (page, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
            File.WriteAllText(page, html, Encoding.UTF8);
            var start = new ProcessStartInfo(browser) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in (ReadOnlySpan<string>)
                ["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", $"--user-data-dir={Path.Combine(folder, "home")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}"])
                start.ArgumentList.Add(argument);
            // A sandbox cannot be made by root, and the page has no script.
            if (Environment.IsPrivilegedProcess) start.ArgumentList.Add("--no-sandbox");
            start.ArgumentList.Add(new Uri(page).AbsoluteUri);
            if (Run(start, stop) is { } trouble) return trouble;
            if (!File.Exists(pdf)) return "the browser made no file";
            WholeFile.Write(path, File.ReadAllBytes(pdf));
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Run(ProcessStartInfo start, CancellationToken stop)
    {
        try
        {
            using var process = Process.Start(start)!;
            var (said, output) = (process.StandardError.ReadToEndAsync(stop), process.StandardOutput.ReadToEndAsync(stop));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(LongestTime);
            try
            {
                process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                stop.ThrowIfCancellationRequested();
                return $"the browser took longer than {LongestTime.TotalSeconds:0} seconds";
            }
            return process.ExitCode == 0 ? null : $"the browser ended with {process.ExitCode}: {Printable.Short(said.GetAwaiter().GetResult().Trim().Split('\n')[^1], 200)}";
        }
        catch (ExternalException e)
        {
            return e.Message;
        }
    }
}
