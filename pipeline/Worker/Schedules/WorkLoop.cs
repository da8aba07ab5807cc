using System.Collections.Specialized;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Monitoring;
using Daybook.Worker.Running;
using NodaTime;
using Quartz;
using Quartz.Impl;

namespace Daybook.Worker.Schedules;

/// <summary>Keeps schedules until it is asked to stop: one run at a time, each at its instant, what was missed once at the start.</summary>
internal sealed class WorkLoop : IDisposable
{
    // Somebody else is at work: a minute later the ledger may be free.
    private static readonly Duration Again = Duration.FromMinutes(1);

    private readonly CommandContext _context;
    private readonly WorkSettings _settings;
    private readonly Health _health;
    private readonly ServiceManager _manager;

    public WorkLoop(CommandContext context)
    {
        (_context, _settings) = (context, context.Settings.Work());
        _health = new Health(_settings.Health);
        _manager = new ServiceManager(context.World.Environment);
    }

    private Instant Now => _context.Present();

    public async Task<ExitCode> Run()
    {
        var scheduler = await new StdSchedulerFactory(new NameValueCollection { ["quartz.threadPool.maxConcurrency"] = "1", ["quartz.scheduler.instanceName"] = "daybook" }).GetScheduler();
        scheduler.JobFactory = new JobFactory(this);
        using var life = _manager.SignOfLife is { } every ? new Timer(_ => _manager.Lives(), null, TimeSpan.Zero, every) : null;
        foreach (var schedule in _settings.Schedules) await Wait(scheduler, schedule, Missed(schedule) ? Now : schedule.Next(Now));
        var next = Waiting();
        _manager.Ready(next);
        _context.Say(next);
        _context.World.Output.Flush();
        _health.Write(Now, next, null);
        await scheduler.Start(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, _context.World.Stop).ContinueWith(_ => { }, TaskScheduler.Default);
        _manager.Stopping();
        await scheduler.Shutdown(waitForJobsToComplete: true);
        _health.Write(Now, "stopped", null);
        return ExitCode.Done;
    }

    /// <summary>What comes next, for a person.</summary>
    public string Waiting()
    {
        var next = _settings.Schedules.Select(s => (s.Name, At: s.Next(Now), s.Zone)).Where(s => s.At is not null).OrderBy(s => s.At).FirstOrDefault();
        return next.At is { } at ? $"waiting for '{Printable.Line(next.Name)}' at {at.InZone(next.Zone).ToString("uuuu-MM-dd HH:mm z", System.Globalization.CultureInfo.InvariantCulture)}" : "waiting for nothing";
    }

    public void Dispose() => _manager.Dispose();

    private bool Missed(Schedule schedule)
    {
        if (schedule.Missed == MissedTime.Skip) return false;
        if (!File.Exists(_context.Settings.Ledger)) return true;
        try
        {
            using var ledger = Ledger.OpenForReading(_context.Settings.Ledger);
            return ledger.Runs.LastEnded("run", schedule.Name) is not { } last || schedule.Next(Micros.ToInstant(last)) <= Now;
        }
        catch (LedgerException)
        {
            // The run itself says what is wrong, or brings an older ledger up to date.
            return true;
        }
    }

    private async Task Wait(IScheduler scheduler, Schedule schedule, Instant? at)
    {
        if (at is not { } instant) return;
        var job = JobBuilder.Create<Occurrence>().WithIdentity(schedule.Name).Build();
        var wait = _context.World.BetweenRuns(Duration.Max(Duration.Zero, instant - Now));
        var start = DateBuilder.FutureDate(Math.Max(0, (int)Math.Min(int.MaxValue, Math.Ceiling(wait.TotalMilliseconds))), IntervalUnit.Millisecond);
        await scheduler.ScheduleJob(job, [TriggerBuilder.Create().WithIdentity(schedule.Name).StartAt(start).WithSimpleSchedule(s => s.WithMisfireHandlingInstructionFireNow()).Build()], replace: true);
    }

    private async Task Keep(IScheduler scheduler, string name)
    {
        if (_context.World.Stop.IsCancellationRequested) return;
        var schedule = _settings.Schedules.Single(s => s.Name == name);
        var now = Now;
        _manager.Status($"at work: {name}");
        _health.Write(now, $"at work: {name}", null);
        var code = Once(schedule, now);
        // Asked to stop: what is next is for the next process.
        if (_context.World.Stop.IsCancellationRequested) return;
        await Wait(scheduler, schedule, code == ExitCode.TryAgain ? Now + Again : schedule.Next(Now));
        var next = Waiting();
        _health.Write(Now, next, new HealthOfRun(name, now, code));
        _manager.Status(next);
    }

    private ExitCode Once(Schedule schedule, Instant now)
    {
        try
        {
            var context = _context.At(now);
            var wanted = schedule.Stages ?? context.Settings.Run.Stages;
            var watch = new Watch(context);
            return watch.Around(isRehearsal: false, () =>
            {
                using var ledger = context.OpenForWriting("work");
                return RunOnce.Do(new RunWork(context, ledger, context.Settings, IsRehearsal: false), [.. AllRunStages.InOrder.Where(s => wanted.Contains(s.Name))], watch.See, schedule.Name);
            });
        }
        catch (Exception e) when (Answers.To(e) is var (code, message))
        {
            _context.Complain($"daybook work, {Printable.Line(schedule.Name)}: {message}");
            return code;
        }
        finally
        {
            _context.World.Output.Flush();
        }
    }

    [DisallowConcurrentExecution]
    private sealed class Occurrence(WorkLoop loop) : IJob
    {
        public Task Execute(IJobExecutionContext context) => loop.Keep(context.Scheduler, context.JobDetail.Key.Name);
    }

    private sealed class JobFactory(WorkLoop loop) : Quartz.Spi.IJobFactory
    {
        public IJob NewJob(Quartz.Spi.TriggerFiredBundle bundle, IScheduler scheduler) => new Occurrence(loop);

        public void ReturnJob(IJob job)
        {
        }
    }
}
