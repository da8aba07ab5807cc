using System.Reflection;
using Daybook.Importers;
using Daybook.Model;
using Daybook.Receiver;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Spool;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Commands;
using NodaTime;

namespace Daybook.Tests;

/// <summary>The arrows of docs/design.md 2, and that nothing is forgotten in a list.</summary>
public sealed class ArchitectureTests
{
    // Pieces of ASP.NET Core.
    private const string WebServer = "Microsoft.AspNetCore.Hosting.Server.Abstractions Microsoft.AspNetCore.Http Microsoft.AspNetCore.Http.Abstractions Microsoft.AspNetCore.Http.Features "
        + "Microsoft.AspNetCore.Server.Kestrel.Core Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets Microsoft.AspNetCore.Connections.Abstractions Microsoft.Extensions.DependencyInjection "
        + "Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.Features Microsoft.Extensions.Logging Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options Microsoft.Extensions.Primitives";

    public static TheoryData<Type, string> Rooms => new()
    {
        { typeof(TimeEntry), "NodaTime" },
        { typeof(IImporter), "NodaTime Daybook.Model CsvHelper Polly.Core SQLitePCLRaw.core SQLitePCLRaw.batteries_v2" },
        { typeof(JoinHeartbeats), "NodaTime Daybook.Model" },
        { typeof(Ledger), "NodaTime Daybook.Model Microsoft.Data.Sqlite SQLitePCLRaw.core SQLitePCLRaw.batteries_v2" },
        { typeof(IReport), "NodaTime Daybook.Model Handlebars" },
        { typeof(SpoolWriter), "NodaTime Daybook.Model Microsoft.Win32.Primitives" },
        // No importer, no rule and no store: what is spoken to from outside never opens the ledger.
        { typeof(Listener), $"NodaTime Daybook.Model Daybook.Spool {WebServer}" },
        // Microsoft.Data.Sqlite for one type: Program answers the exception that the database throws in the middle of work.
        { typeof(Program), "NodaTime Daybook.Model Daybook.Importers Daybook.Rules Daybook.Store Daybook.Spool Daybook.Receiver Daybook.Reports System.CommandLine Microsoft.Data.Sqlite Quartz" },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_what_its_arrows_allow(Type inRoom, string allowed) =>
        inRoom.Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) || name == "System.CommandLine")
            .Except(allowed.Split(' ')).ShouldBeEmpty();

    [Fact]
    public void The_store_hands_out_nothing_that_SQL_could_be_sent_through()
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        typeof(Ledger).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers(Declared).SelectMany(Mentioned).Select(mentioned => (Type: type.Name, Mentioned: mentioned)))
            .Where(m => m.Mentioned.Namespace == "Microsoft.Data.Sqlite" && !m.Mentioned.IsAssignableTo(typeof(Exception)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_importer_is_in_the_list() => Listed(AllImporters.InOrder);

    [Fact]
    public void Every_report_is_in_the_list() => Listed(AllReports.InOrder);

    [Fact]
    public void Every_export_is_in_the_list() => Listed(AllExports.InOrder);

    [Fact]
    public void Every_kind_of_reminder_is_in_the_list() => Listed(AllReminders.InOrder);

    [Fact]
    public void Every_profile_is_in_the_list() =>
        typeof(Profile).Assembly.GetExportedTypes().Where(t => t.GetMethod("Apply", [typeof(ProfileInput), typeof(long)]) is not null)
            .ShouldBe(AllProfiles.InOrder.Select(p => p.Apply.Method.DeclaringType), ignoreOrder: true);

    [Fact]
    public void Every_command_is_in_the_list()
    {
        var world = new Surroundings(TextWriter.Null, TextWriter.Null, () => Stream.Null, NodaConstants.UnixEpoch, _ => null, false, CancellationToken.None);
        var listed = AllCommands.Root(world).Subcommands.SelectMany(c => c.Subcommands.Prepend(c)).Select(c => c.Name).ToHashSet();
        typeof(AllCommands).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(AllCommands).Namespace && t.Name.EndsWith("Command", StringComparison.Ordinal))
            .Select(t => t.Name[..^"Command".Length].ToLowerInvariant())
            .Where(name => !listed.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_importer_has_samples_with_what_they_give() =>
        AllImporters.InOrder.Select(i => Path.Combine(Repository.Root, "samples", i.Name))
            .Where(folder => !Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.expected.txt").Any())
            .ShouldBeEmpty();

    private static void Listed<T>(IEnumerable<T> list) where T : notnull =>
        typeof(T).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(T)) && !t.IsAbstract)
            .ShouldBe(list.Select(i => i.GetType()).Distinct(), ignoreOrder: true);

    private static IEnumerable<Type> Mentioned(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };
}
