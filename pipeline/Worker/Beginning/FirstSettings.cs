using System.Text.Encodings.Web;
using System.Text.Json;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Beginning;

/// <summary>A source that is to be pulled.</summary>
/// <param name="Secret">Its key, written into a file of its own; null where there is none.</param>
internal sealed record FirstPull(string Name, string Service, string? Host, string? Secret);

/// <summary>How mail is to be sent.</summary>
/// <param name="Password">Written into a file of its own, or null.</param>
internal sealed record FirstMail(string? From, string? To, string? Host, int? Port, string? Security, string? User, string? Password);

/// <summary>What a new settings file is to say; all else stands there with its default and its explanation.</summary>
internal sealed record FirstSettings(string DataFolder)
{
    public string Person { get; init; } = "me";
    public string? Zone { get; init; }
    public string? Region { get; init; }
    public IReadOnlyList<FirstPull> Pulls { get; init; } = [];
    public FirstMail? Mail { get; init; }

    /// <summary>In the five fields of cron, when runs come; null for the standard.</summary>
    public string? Cron { get; init; }

    /// <summary>The file's name for a secret, beside the settings.</summary>
    public static string SecretFile(string name) => $"{name}.key";

    /// <summary>The sample with these values in their places.</summary>
    public string Text()
    {
        var text = Shipped.Text("appsettings.sample.json");
        void Put(string sample, string said) => text = text.Split(sample) is [var before, var after] ? $"{before}{said}{after}" : throw new InvalidOperationException($"the sample does not say {sample} once");

        Put("//\"$schema\":", "\"$schema\":");
        Put("\"Ledger\": \"daybook.db\"", $"\"Ledger\": {In("daybook.db")}");
        Put("\"Person\": \"me\",\n\n", $"\"Person\": {Quoted(Person)},\n\n");
        foreach (var folder in (string[])["Inbox", "Archive", "Digests", "Spool"]) Put($"\"{folder}\": \"{folder.ToLowerInvariant()}\"", $"\"{folder}\": {In(folder.ToLowerInvariant())}");
        Put("\"Health\": \"health.json\"", $"\"Health\": {In("health.json")}");
        if (Zone is not null) Put("    //{ \"Zone\": \"Europe/Berlin\" },\n", $"    {{ \"Zone\": {Quoted(Zone)} }},\n");
        if (Region is not null) Put("//\"Region\": \"DE-BY\"", $"\"Region\": {Quoted(Region)}");
        if (Pulls.Count > 0) Put("  \"Sources\": [\n", $"  \"Sources\": [\n{string.Concat(Pulls.Select(p => $"    {Source(p)},\n"))}");
        if (Cron is not null) Put("    \"Schedules\": [\n", $"    \"Schedules\": [\n      {{ \"Name\": \"summary\", \"Cron\": {Quoted(Cron)} }},\n");
        if (Mail is { } mail)
        {
            if (mail.From is not null) Put("\"From\": \"daybook@localhost\"", $"\"From\": {Quoted(mail.From)}");
            if (mail.To is not null) Put("\"To\": \"me@localhost\"", $"\"To\": {Quoted(mail.To)}");
            if (mail.Host is not null) Put("\"Transport\": \"folder\",\n", $"\"Transport\": \"smtp\",\n    {Server(mail)},\n");
        }
        return text;
    }

    private string In(string name) => Quoted(Path.Combine(DataFolder, name));

    private static string Source(FirstPull pull) =>
        $"{{ \"Name\": {Quoted(pull.Name)}, \"Pull\": {{ \"Service\": {Quoted(pull.Service)}{(pull.Host is null ? "" : $", \"Host\": {Quoted(pull.Host)}")}{(pull.Secret is null ? "" : $", \"SecretFile\": {Quoted(SecretFile(pull.Name))}")} }} }}";

    private static string Server(FirstMail mail) => string.Join(", ", new[]
    {
        $"\"Host\": {Quoted(mail.Host!)}",
        mail.Port is { } port ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"Port\": {port}") : null,
        mail.Security is { } security ? $"\"Security\": {Quoted(security)}" : null,
        mail.User is { } user ? $"\"User\": {Quoted(user)}" : null,
        mail.Password is null ? null : $"\"SecretFile\": {Quoted(SecretFile(MailDelivery.SecretName))}",
    }.OfType<string>());

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
