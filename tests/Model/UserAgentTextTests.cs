using Daybook.Model;

namespace Daybook.Tests.Model;

public sealed class UserAgentTextTests
{
    [Theory]
    [InlineData("wakatime/v1.90.0 (linux-6.1.0-unknown) go1.22 vscode/1.90.0 vscode-wakatime/24.6.0", "VS Code", "Linux")]
    [InlineData("wakatime/13.0.7 (Windows-10-10.0.18362-SP0) Python3.7.3.final.0 Processing processing-wakatime/0.2.0", "processing", "Windows")]
    [InlineData("Chrome/120.0 chrome-wakatime/4.0", "Chrome", null)]
    [InlineData("neovim/0.10 eztracker.nvim/0.0.1", "Neovim", null)] // EZTRACKER's plugins
    [InlineData("vim/9.1", "Vim", null)]
    [InlineData("wakatime/13.0.7", null, null)]
    [InlineData("Unknown/0", null, null)]
    [InlineData("845a922e-9e65-4775-bd68-bb3196d2e06a", null, null)] // an id tells nothing
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101", null, "Linux")]
    [InlineData("", null, null)]
    public void Tells_editor_and_system(string text, string? editor, string? system) => UserAgentText.Parse(text).ShouldBe((editor, system));
}
