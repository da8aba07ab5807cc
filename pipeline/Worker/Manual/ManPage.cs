using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Daybook.Worker.Commands;
using NodaTime;

namespace Daybook.Worker.Manual;

/// <summary>The manual page of the program or of one command, made from what the commands say of themselves.</summary>
internal static class ManPage
{
    private static string Version => typeof(ManPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <param name="path">How the command is called, without <c>daybook</c>; empty for the whole program.</param>
    /// <param name="date">Of the page, in its foot.</param>
    public static string Of(RootCommand root, Command command, IReadOnlyList<string> path, LocalDate date)
    {
        var page = new Roff();
        var name = string.Join('-', path.Prepend("daybook"));
        page.Title(name.ToUpperInvariant(), date, $"daybook {Version}");
        page.Section("NAME").Text($"{name} - {FirstSentence(command.Description!)}");
        page.Section("SYNOPSIS");
        if (path.Count == 0)
        {
            page.Line(("daybook", Face.Bold), (" ", Face.Roman), ("COMMAND", Face.Italic), (" [", Face.Roman), ("OPTIONS", Face.Italic), ("]", Face.Roman));
            page.Section("DESCRIPTION").Text(command.Description!).Paragraph().Text("Every command has --help with an example.");
            page.Section("COMMANDS");
            foreach (var listed in command.Subcommands.Where(c => !c.Hidden)) Tell(page, listed, [listed.Name], isWhole: false);
        }
        else Tell(page, command, path, isWhole: true);
        page.Section(path.Count == 0 ? "OPTIONS" : "COMMON OPTIONS");
        Options(page, root);
        page.Section("EXIT STATUS");
        foreach (var code in Enum.GetValues<ExitCode>()) page.Term((((int)code).ToString(CultureInfo.InvariantCulture), Face.Bold)).Text(code.Meaning());
        page.Section("ENVIRONMENT");
        page.Term(("DAYBOOK_CONFIG", Face.Bold)).Text("The configuration file, as --config says it.");
        page.Term(("DAYBOOK_LEDGER", Face.Bold)).Text("The ledger, as --ledger says it.");
        page.Term(("DAYBOOK__KEY__KEY", Face.Bold)).Text("A setting; it wins over the file.");
        return page.ToString();
    }

    private static void Tell(Roff page, Command command, IReadOnlyList<string> path, bool isWhole)
    {
        if (!isWhole) page.Subsection($"daybook {string.Join(' ', path)}");
        if (command.Action is not null)
        {
            if (!isWhole) page.Paragraph();
            Synopsis(page, command, path);
        }
        if (isWhole) page.Section("DESCRIPTION");
        else page.Paragraph();
        page.Text(command.Description!);
        if (isWhole && command.Arguments.Count + command.Options.Count > 0) page.Section("ARGUMENTS AND OPTIONS");
        foreach (var argument in command.Arguments) page.Term((argument.Name, Face.Italic)).Text(argument.Description!);
        Options(page, command);
        if (command.Action is not null && Examples.Of(command) is { } example)
        {
            if (isWhole) page.Section("EXAMPLE");
            page.Example(example);
        }
        foreach (var own in command.Subcommands.Where(c => !c.Hidden)) Tell(page, own, [.. path, own.Name], isWhole: false);
    }

    private static void Synopsis(Roff page, Command command, IReadOnlyList<string> path)
    {
        List<(string, Face)> parts = [($"daybook {string.Join(' ', path)}", Face.Bold)];
        foreach (var argument in command.Arguments)
        {
            var (open, close) = argument.Arity.MinimumNumberOfValues == 0 ? (" [", "]") : (" ", "");
            parts.AddRange([(open, Face.Roman), (argument.Name, Face.Italic), (argument.Arity.MaximumNumberOfValues > 1 ? $"{close}..." : close, Face.Roman)]);
        }
        if (command.Options.Count > 0) parts.AddRange([(" [", Face.Roman), ("OPTIONS", Face.Italic), ("]", Face.Roman)]);
        page.Line([.. parts]);
    }

    private static void Options(Roff page, Command command)
    {
        foreach (var option in command.Options.Where(o => !o.Hidden))
        {
            List<(string, Face)> parts = [];
            foreach (var name in option.Aliases.Where(a => a.StartsWith('-') && a != "-?").Order(StringComparer.Ordinal).Prepend(option.Name)) parts.AddRange([(parts.Count > 0 ? ", " : "", Face.Roman), (name, Face.Bold)]);
            if (option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool)) parts.AddRange([(" ", Face.Roman), (option.HelpName ?? "VALUE", Face.Italic)]);
            page.Term([.. parts]).Text(option.Description!);
        }
    }

    private static string FirstSentence(string text) => text.Split(". ")[0].TrimEnd('.') is [var first, .. var rest] ? $"{char.ToLowerInvariant(first)}{rest}" : text;
}
