using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary>Every command, in the order the help shows them. A new one is one line here.</summary>
internal static class AllCommands
{
    private sealed record Listed(string Name, Func<Surroundings, Command> Create);

    private static readonly Listed[] All =
    [
        new("demo", DemoCommand.Create),
        new("init", InitCommand.Create),
        new("import", ImportCommand.Create),
        new("heartbeat", HeartbeatCommand.Create),
        new("pull", PullCommand.Create),
        new("start", StartCommand.Create),
        new("stop", StopCommand.Create),
        new("add", AddCommand.Create),
        new("edit", EditCommand.Create),
        new("drop", DropCommand.Create),
        new("entries", EntriesCommand.Create),
        new("contract", ContractCommand.Create),
        new("mark", MarkCommand.Create),
        new("adjust", AdjustCommand.Create),
        new("vacation", VacationCommand.Create),
        new("invoice", InvoiceCommand.Create),
        new("export", ExportCommand.Create),
        new("identify", IdentifyCommand.Create),
        new("mapping", MappingCommand.Create),
        new("importers", ImportersCommand.Create),
        new("quarantine", QuarantineCommand.Create),
        new("status", StatusCommand.Create),
        new("today", TodayCommand.Create),
        new("report", ReportCommand.Create),
        new("template", TemplateCommand.Create),
        new("digest", DigestCommand.Create),
        new("remind", RemindCommand.Create),
        new("outbox", OutboxCommand.Create),
        new("profiles", ProfilesCommand.Create),
        new("overlaps", OverlapsCommand.Create),
        new("limits", LimitsCommand.Create),
        new("goals", GoalsCommand.Create),
        new("account", AccountCommand.Create),
        new("why", WhyCommand.Create),
        new("close", CloseCommand.Create),
        new("reopen", ReopenCommand.Create),
        new("lock", LockCommand.Create),
        new("allocate", AllocateCommand.Create),
        new("projects", ProjectsCommand.Create),
        new("push", PushCommand.Create),
        new("run", RunCommand.Create),
        new("work", WorkCommand.Create),
        new("install", InstallCommand.Create),
        new("serve", ServeCommand.Create),
        new("backup", BackupCommand.Create),
        new("restore", RestoreCommand.Create),
        new("purge", PurgeCommand.Create),
        new("check", CheckCommand.Create),
        new("doctor", DoctorCommand.Create),
        new("config", ConfigCommand.Create),
        new("completion", CompletionCommand.Create),
        new("complete", CompleteCommand.Create),
        new("man", ManCommand.Create),
        new("help", HelpCommand.Create),
    ];

    /// <summary>Those that a person is to see, in order.</summary>
    public static IEnumerable<string> Names => All.Select(c => c.Name).Where(n => n != CompleteCommand.Name);

    /// <param name="args">Where they name commands, no others are made: making all of them takes longer than most of them work.</param>
    public static RootCommand Root(Surroundings world, params string[] args)
    {
        var root = new RootCommand("One ledger for all the time you have tracked, and the mail that tells you what it means.");
        CommonOptions.AddTo(root);
        HelpWithExample.Give(root);
        var isNamed = Array.Exists(All, c => args.AsSpan().Contains(c.Name));
        foreach (var command in All)
            if (!isNamed || args.AsSpan().Contains(command.Name)) root.Subcommands.Add(command.Create(world));
        return root;
    }

    /// <summary>Makes a command do its work with a context; the example is part of its help.</summary>
    public static Command Doing(this Command command, Surroundings world, string example, Func<CommandContext, ExitCode> work) => command.DoingWithoutSettings(world, example, context =>
    {
        // What is wrong with them is said before anything is done.
        _ = context.Settings;
        try
        {
            return work(context);
        }
        catch (Exception e) when (e is not LedgerException && LedgerException.MayBeDamage(e))
        {
            // No defect of the program where the ledger itself breaks its laws.
            if (Breach(context.Settings) is { } found) throw new LedgerException(LedgerTrouble.Damaged, $"the ledger {context.Settings.Ledger} is damaged: {found}. Keep a copy of it, restore a backup, and import again what came since.", e);
            throw;
        }
    });

    /// <summary>The first law that the ledger breaks, with what is found; null where it holds them all, or there is none.</summary>
    private static string? Breach(Settings settings)
    {
        try
        {
            if (!File.Exists(settings.Ledger)) return null;
            using var ledger = Ledger.OpenForReading(settings.Ledger);
            var (law, findings) = CheckStage.Run(ledger, settings).FirstOrDefault(c => c.Findings.Count > 0);
            return law is null ? null : $"it breaks the law '{law}' ({Printable.Line(findings[0].Found)})";
        }
        catch (Exception e) when (Answers.AreOfTheLedger(e))
        {
            return e.Message;
        }
    }

    /// <summary>As <see cref="Doing"/>, whatever stands in the settings.</summary>
    /// <param name="mayBeMissing">A settings file that was named need not be there.</param>
    public static Command DoingWithoutSettings(this Command command, Surroundings world, string example, Func<CommandContext, ExitCode> work, bool mayBeMissing = false)
    {
        Examples.Keep(command, example);
        command.SetAction(arguments => (int)work(new CommandContext(arguments, world, mayBeMissing: mayBeMissing)));
        return command;
    }
}
