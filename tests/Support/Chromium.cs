using Microsoft.Playwright;

namespace Daybook.Tests.Support;

/// <summary>One of Debian's browsers for a class of tests; they are skipped where it is not installed.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page of its own, 900 pixels high, that knows no network.</summary>
    public async Task<IPage> Open(string html, int width, bool dark, Action<string> onComplaint)
    {
        Assert.SkipWhen(_browser is null, $"{Executable} is not installed");
        var page = await _browser!.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Offline = true,
        });
        page.Console += (_, message) => onComplaint(message.Text);
        page.PageError += (_, error) => onComplaint(error);
        page.Request += (_, request) => onComplaint($"asks for {request.Url}");
        await page.SetContentAsync(html);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
