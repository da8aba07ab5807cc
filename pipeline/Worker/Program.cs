using System.Collections;
using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Monitoring;
using NodaTime;

namespace Daybook.Worker;

/// <summary>The program <c>daybook</c>: reads the clock and the arguments, runs one command, answers with an exit code.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        var elapsed = Stopwatch.StartNew();
        var isTerminated = false;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            isTerminated = true;
            stop.Cancel();
        });
        // The program is UTF-8 throughout, whatever the terminal's locale claims.
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };
        using var error = new StreamWriter(new HarmlessStream(Console.OpenStandardError())) { AutoFlush = true };
#pragma warning disable RS0030 // The one place that reads the clock.
        var clock = SystemClock.Instance.GetCurrentInstant();
        Func<Instant> present = SystemClock.Instance.GetCurrentInstant;
#pragma warning restore RS0030
        var world = new Surroundings(output, error, Console.OpenStandardInput, clock, Environment.GetEnvironmentVariable, !Console.IsErrorRedirected, stop.Token) { Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Asked, Present = present, Variables = Variables, Elapsed = () => Duration.FromTimeSpan(elapsed.Elapsed) };
        var code = Run(args, world);
        return (int)(code == ExitCode.Interrupted && isTerminated ? ExitCode.Stopped : code);
    }

    private static string? Asked(string question)
    {
        Console.Error.Write(question);
        return Console.ReadLine();
    }

    // Without LINQ: over so odd a type it would be compiled anew in every process.
    private static List<KeyValuePair<string, string>> Variables()
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (variable.Key is string name && name.StartsWith(EnvironmentSetting.Prefix, StringComparison.Ordinal)) variables.Add(new(name, variable.Value as string ?? ""));
        return variables;
    }

    /// <summary>The whole program, with the world around it as a value.</summary>
    public static ExitCode Run(string[] args, Surroundings world)
    {
        world = LogWriter.Around(world, args);
        var parsed = AllCommands.Root(world, args).Parse(args);
        if (UsageHint.Complaints(parsed, args).ToList() is { Count: > 0 } complaints)
        {
            foreach (var complaint in complaints) world.Error.WriteLine($"daybook: {complaint}");
            foreach (var line in UsageHint.Of(parsed.CommandResult.Command)) world.Error.WriteLine(line);
            return ExitCode.Usage;
        }
        try
        {
            var code = (ExitCode)parsed.Invoke(new InvocationConfiguration { Output = world.Output, Error = world.Error, EnableDefaultExceptionHandler = false });
            world.Output.Flush();
            return code;
        }
        catch (Exception e) when (Answers.To(e) is var (code, message))
        {
            world.Error.WriteLine($"daybook: {message}");
            return code;
        }
        finally
        {
            world.Error.Flush();
        }
    }
}
