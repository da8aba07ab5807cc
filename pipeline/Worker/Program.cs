using System.CommandLine;
using System.Runtime.InteropServices;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Worker;

/// <summary>The program <c>daybook</c>: reads the clock and the arguments, runs one command, answers with an exit code.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        // The program is UTF-8 throughout, whatever the terminal's locale claims.
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };
        using var error = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
#pragma warning disable RS0030 // The one place that reads the clock.
        var clock = SystemClock.Instance.GetCurrentInstant();
        Func<Instant> present = SystemClock.Instance.GetCurrentInstant;
#pragma warning restore RS0030
        var world = new Surroundings(output, error, Console.OpenStandardInput, clock, Environment.GetEnvironmentVariable, !Console.IsErrorRedirected, stop.Token) { Present = present };
        return (int)Run(args, world);
    }

    /// <summary>The whole program, with the world around it as a value.</summary>
    public static ExitCode Run(string[] args, Surroundings world)
    {
        var parsed = AllCommands.Root(world, args).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)) world.Error.WriteLine($"daybook: {Printable.Line(message)}");
            foreach (var line in UsageHint.Of(parsed.CommandResult.Command)) world.Error.WriteLine(line);
            return ExitCode.Usage;
        }
        try
        {
            var code = (ExitCode)parsed.Invoke(new InvocationConfiguration { Output = world.Output, Error = world.Error, EnableDefaultExceptionHandler = false });
            world.Output.Flush();
            return code;
        }
        catch (Exception e) when (Answer(e) is var (code, message))
        {
            world.Error.WriteLine($"daybook: {message}");
            return code;
        }
    }

    private static (ExitCode Code, string Message) Answer(Exception e) => e switch
    {
        UsageException => (ExitCode.Usage, e.Message),
        SettingsException => (ExitCode.Configuration, e.Message),
        LedgerException ledger => (CodeOf(ledger.Trouble), ledger.Message),
        SqliteException sqlite => Answer(Ledger.Translated("in use", sqlite)),
        OperationCanceledException => (ExitCode.Interrupted, "stopped; what was being written was undone, what was finished is kept"),
        UnauthorizedAccessException => (ExitCode.NoPermission, e.Message),
        IOException => (ExitCode.InputOutput, e.Message),
        _ => (ExitCode.Internal, $"this is a defect of the program, not of your data: {e.GetType().Name}: {e.Message}\n{e.StackTrace}"),
    };

    private static ExitCode CodeOf(LedgerTrouble trouble) => trouble switch
    {
        LedgerTrouble.Missing => ExitCode.NoInput,
        LedgerTrouble.Busy => ExitCode.TryAgain,
        LedgerTrouble.Unknown => ExitCode.Configuration,
        LedgerTrouble.Forbidden => ExitCode.NoPermission,
        LedgerTrouble.Refused => ExitCode.BadData,
        _ => ExitCode.InputOutput,
    };
}
