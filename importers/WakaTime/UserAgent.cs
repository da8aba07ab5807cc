using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>
/// Editor and operating system out of what a plugin calls itself:
/// <c>wakatime/v1.38.0 (linux-5.16.14-arch1-1-unknown) go1.17.7 vscode/1.65.2 vscode-wakatime/18.0.7</c>.
/// </summary>
internal static class UserAgent
{
    /// <summary>The product before the plugin; without one the plugin's name; null when it names none.</summary>
    public static string? Editor(string value)
    {
        var products = value[(value.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = products.Length - 1; i >= 0; i--)
        {
            var plugin = Product(products[i]);
            if (!plugin.EndsWith("-wakatime", StringComparison.OrdinalIgnoreCase)) continue;
            var before = i > 0 ? products[i - 1] : "";
            return Named(before.Contains('/') ? Product(before) : plugin[..^"-wakatime".Length]);
        }
        return products is [.., var last] && last.Contains('/') && !last.StartsWith("wakatime/", StringComparison.Ordinal)
            ? Named(Product(last))
            : null;
    }

    public static string? OperatingSystem(string value)
    {
        var open = value.IndexOf('(');
        var close = value.IndexOf(')', open + 1);
        if (open < 0 || close < 0) return null;
        var system = value[(open + 1)..close];
        if (system.Contains("-WSL2-", StringComparison.OrdinalIgnoreCase)) return "WSL";
        if (system.StartsWith("linux", StringComparison.OrdinalIgnoreCase)) return "Linux";
        if (system.StartsWith("darwin", StringComparison.OrdinalIgnoreCase) || system.StartsWith("mac", StringComparison.OrdinalIgnoreCase)) return "macOS";
        if (system.StartsWith("win", StringComparison.OrdinalIgnoreCase)) return "Windows";
        return Named(system.Split('-', ';', ' ')[0]);
    }

    /// <summary>A row of the answer to user_agents.</summary>
    public static AgentLabel Label(string id, string value, string? editor, string? system) =>
        new(id, null, editor ?? Editor(value), system ?? OperatingSystem(value));

    private static string Product(string token) => token.Split('/')[0];

    private static string? Named(string name) => name is "" or "Unknown" ? null : name;
}
