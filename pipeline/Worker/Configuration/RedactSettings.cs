using System.Text;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>What is not let into the ledger as it is.</summary>
/// <param name="SecretFile">Full path, or null.</param>
public sealed record RedactSettings(IReadOnlyList<RedactRule> Rules, string? SecretFile)
{
    /// <summary>The name that the key of the hash is looked for by.</summary>
    public const string SecretName = "redact";

    private const int MostParts = 20;

    public static RedactSettings None { get; } = new([], null);

    /// <summary>Whether a key is needed.</summary>
    public bool Hashes => Rules.Any(r => r.How == RedactHow.Hash);

    /// <summary>Null where nothing of the source is redacted.</summary>
    /// <param name="environment">Of the process, for the key.</param>
    /// <param name="wrong">Says what is wrong with the key.</param>
    internal Redactor? For(string source, Func<string, string?> environment, Func<string, string, Exception> wrong) => Redactor.For(source, Rules, () =>
        Secrets.Of(SecretName, SecretFile, environment, out var flaw, out var hint) is { } secret ? Encoding.UTF8.GetBytes(secret.Reveal()) : throw wrong($"a rule hashes, and {flaw}", hint));

    internal static RedactSettings Of(SettingsFile.RedactFile? file, string folder, Func<string?, LocalDate> date, Func<string, string, SettingsException> wrong)
    {
        if (file?.Rules is not { Count: > 0 } rules) return None;
        return new RedactSettings([.. rules.Select(r => Rule(r, date, wrong))], file.SecretFile is null ? null : Path.GetFullPath(file.SecretFile, folder));
    }

    private static RedactRule Rule(SettingsFile.RedactRuleFile rule, Func<string?, LocalDate> date, Func<string, string, SettingsException> wrong)
    {
        var field = rule.Field switch
        {
            "entity" => RedactField.Entity,
            "branch" => RedactField.Branch,
            "project" => RedactField.Project,
            "note" => RedactField.Note,
            _ => throw wrong($"'{rule.Field}' is nothing that is redacted", "It is entity, branch, project or note."),
        };
        var how = rule.Do switch
        {
            "keep" => RedactHow.Keep,
            "drop" => RedactHow.Drop,
            "shorten" => RedactHow.Shorten,
            "hash" => RedactHow.Hash,
            _ => throw wrong($"'{rule.Do}' is nothing to do", "It is drop, shorten, hash or keep."),
        };
        if (rule.Parts is not null && how != RedactHow.Shorten) throw wrong("Parts stands in a rule that does not shorten", "Leave it out.");
        if (rule.Parts is < 1 or > MostParts) throw wrong($"Parts is {rule.Parts}", $"It is 1 to {MostParts}.");
        return new RedactRule(rule.Source, field, how, rule.Parts ?? 1, date(rule.From));
    }
}
