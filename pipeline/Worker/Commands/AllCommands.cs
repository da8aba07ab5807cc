using System.CommandLine;

namespace Daybook.Worker.Commands;

/// <summary>Every command, in the order the help shows them. A new one is one line here.</summary>
internal static class AllCommands
{
    public static RootCommand Root(Surroundings world)
    {
        var root = new RootCommand("One ledger for all the time you have tracked, and the mail that tells you what it means.");
        CommonOptions.AddTo(root);
        foreach (var command in (ReadOnlySpan<Command>)
        [
            DemoCommand.Create(world),
            ImportCommand.Create(world),
            StartCommand.Create(world),
            StopCommand.Create(world),
            AddCommand.Create(world),
            EditCommand.Create(world),
            DropCommand.Create(world),
            EntriesCommand.Create(world),
            ContractCommand.Create(world),
            MarkCommand.Create(world),
            AdjustCommand.Create(world),
            VacationCommand.Create(world),
            ExportCommand.Create(world),
            IdentifyCommand.Create(world),
            MappingCommand.Create(world),
            ImportersCommand.Create(world),
            QuarantineCommand.Create(world),
            StatusCommand.Create(world),
            ReportCommand.Create(world),
            DigestCommand.Create(world),
            ProfilesCommand.Create(world),
            OverlapsCommand.Create(world),
            LimitsCommand.Create(world),
            GoalsCommand.Create(world),
            AccountCommand.Create(world),
            WhyCommand.Create(world),
            CloseCommand.Create(world),
            ReopenCommand.Create(world),
            LockCommand.Create(world),
            RunCommand.Create(world),
            CheckCommand.Create(world),
        ])
            root.Subcommands.Add(command);
        return root;
    }

    /// <summary>Makes a command do its work with a context; the example is part of its help.</summary>
    public static Command Doing(this Command command, Surroundings world, string example, Func<CommandContext, ExitCode> work)
    {
        command.Description = $"{command.Description}{UsageHint.Example}{example}";
        command.SetAction(arguments => (int)work(new CommandContext(arguments, world)));
        return command;
    }
}
