namespace Daybook.Model;

/// <summary>
/// Reads the user agent that WakaTime's command line writes:
/// <c>wakatime/v1.38.0 (linux-5.16.14-arch1-1-unknown) go1.17.7 vscode/1.65.2 vscode-wakatime/18.0.7</c>.
/// </summary>
public static class UserAgentText
{
    private static readonly (string Sign, string Name)[] OperatingSystems =
        [("-wsl2", "WSL"), ("win", "Windows"), ("darwin", "Mac"), ("mac", "Mac"), ("linux", "Linux")];

    private static readonly Dictionary<string, string> EditorNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["vscode"] = "VS Code",
        ["vs code"] = "VS Code",
        ["vim"] = "Vim",
        ["neovim"] = "Neovim",
        ["nvim"] = "Neovim",
        ["emacs"] = "Emacs",
        ["sublime"] = "Sublime Text",
        ["sublime text"] = "Sublime Text",
        ["intellijidea"] = "IntelliJ IDEA",
        ["pycharm"] = "PyCharm",
        ["webstorm"] = "WebStorm",
        ["rider"] = "Rider",
        ["goland"] = "GoLand",
        ["phpstorm"] = "PhpStorm",
        ["rubymine"] = "RubyMine",
        ["clion"] = "CLion",
        ["visualstudio"] = "Visual Studio",
        ["xcode"] = "Xcode",
        ["cursor"] = "Cursor",
        ["zed"] = "Zed",
        ["chrome"] = "Chrome",
        ["firefox"] = "Firefox",
        ["safari"] = "Safari",
        ["edge"] = "Edge",
        ["figma"] = "Figma",
    };

    /// <summary>Editor and operating system; each null where the text does not tell, as an id does not.</summary>
    public static (string? Editor, string? OperatingSystem) Parse(string userAgent)
    {
        var open = userAgent.IndexOf('(');
        var close = open < 0 ? -1 : userAgent.IndexOf(')', open);
        var system = close < 0 ? null : System(userAgent[(open + 1)..close]);
        // The plugin is the last word, the editor the one before it.
        var words = (close < 0 ? userAgent : userAgent[(close + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var name = words[i].Split('/')[0];
            if (!name.EndsWith("-wakatime", StringComparison.OrdinalIgnoreCase)) continue;
            var isBefore = i > 0 && words[i - 1].Contains('/');
            return (EditorName(isBefore ? words[i - 1].Split('/')[0] : name[..^"-wakatime".Length]), system);
        }
        // Others write the editor first and their own name behind it: neovim/0.10 eztracker.nvim/0.0.1.
        return (close < 0 && words is [var first, ..] && first.Contains('/') && first.Split('/')[0] is not ("" or "wakatime" or "Unknown") and var named ? EditorName(named) : null, system);
    }

    /// <summary>An editor's own spelling of its name, where plugins write it otherwise; empty stays empty.</summary>
    public static string EditorName(string name) => EditorNames.GetValueOrDefault(name, name);

    private static string? System(string platform)
    {
        foreach (var (sign, name) in OperatingSystems)
            if (platform.Contains(sign, StringComparison.OrdinalIgnoreCase) && !(sign == "win" && platform.StartsWith("darwin", StringComparison.OrdinalIgnoreCase)))
                return name;
        return null;
    }
}
