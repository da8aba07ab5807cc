using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.Rules;

/// <summary>When which reminder is due. Days are cut in Berlin; Monday is 2026-03-02.</summary>
public sealed class RemindersTests
{
    private const string Berlin = "Europe/Berlin";

    // at, day start, zone of the clock; the day; when that is, UTC.
    [Theory]
    [InlineData("16:00", "00:00", null, "2026-03-02", "2026-03-02 15:00")]
    [InlineData("16:00", "04:00", null, "2026-03-02", "2026-03-02 15:00")]
    [InlineData("01:00", "04:00", null, "2026-03-02", "2026-03-03 00:00")] // the night after belongs to the day
    [InlineData("04:00", "04:00", null, "2026-03-02", "2026-03-02 03:00")] // its first instant
    [InlineData("03:59", "04:00", null, "2026-03-02", "2026-03-03 02:59")]
    [InlineData("00:00", "00:00", null, "2026-03-02", "2026-03-01 23:00")]
    [InlineData("16:00", "00:00", "America/New_York", "2026-03-02", "2026-03-02 21:00")]
    [InlineData("20:00", "00:00", "America/New_York", "2026-03-02", "2026-03-02 01:00")] // of the evening before over there
    [InlineData("02:00", "00:00", "Asia/Tokyo", "2026-03-02", "2026-03-02 17:00")] // of the morning after
    [InlineData("02:30", "00:00", null, "2026-03-29", "2026-03-29 01:00")] // skipped: when the clock went on
    [InlineData("16:00", "00:00", null, "2026-03-29", "2026-03-29 14:00")] // 23 hours
    [InlineData("02:30", "00:00", null, "2026-10-25", "2026-10-25 00:30")] // shown twice: the first
    [InlineData("23:59", "00:00", null, "2026-10-25", "2026-10-25 22:59")] // 25 hours
    [InlineData("22:30", "00:00", "UTC", "2026-03-29", null)] // the day of 23 hours ends at 22:00 there, and begins at 23:00
    public void A_clock_time_of_a_day(string at, string dayStart, string? zone, string day, string? expected) =>
        Reminders.MomentOf(Moment.Date(day), Clock(at), zone is null ? null : Moment.Zone(zone), Cut(dayStart)).ShouldBe(expected is null ? null : Moment.Utc(expected));

    // now by the clock in Berlin, worked; due?
    [Theory]
    [InlineData("2026-03-02 15:59", "0:00", false)]
    [InlineData("2026-03-02 16:00", "0:00", true)] // exactly at
    [InlineData("2026-03-02 23:59", "0:29", true)]
    [InlineData("2026-03-02 16:00", "0:30", false)] // exactly as much as is wanted
    [InlineData("2026-03-03 00:00", "0:00", false)] // its day is over, and the next has not come so far
    [InlineData("2026-03-07 16:00", "0:00", false)] // Saturday
    [InlineData("2026-03-05 17:00", "0:00", false)] // off
    public void Nothing_logged(string now, string worked, bool isDue) =>
        Due(new ReminderWish("nothing-logged", Clock("16:00")), Facts(now) with { Worked = Moment.Length(worked) }).Count.ShouldBe(isDue ? 1 : 0);

    [Fact]
    public void At_one_in_the_night_it_is_the_day_before_that_has_nothing()
    {
        var wish = new ReminderWish("nothing-logged", Clock("16:00"));
        Due(wish, Facts("2026-03-03 01:00", "04:00")).Single().About.ShouldBe("2026-03-02");
        Due(wish, Facts("2026-03-03 03:59", "04:00")).Single().About.ShouldBe("2026-03-02");
        Due(wish, Facts("2026-03-03 04:00", "04:00")).ShouldBeEmpty();
        // The night after a Friday is Friday's, the one after a Sunday Sunday's.
        Due(wish, Facts("2026-03-07 01:00", "04:00")).Single().About.ShouldBe("2026-03-06");
        Due(wish, Facts("2026-03-09 01:00", "04:00")).ShouldBeEmpty();
    }

    // what the account has, what the settings say; due on a Monday, on a Saturday, on a day off?
    [Theory]
    [InlineData(null, null, true, false, false)]
    [InlineData(null, "sat", false, true, false)]
    [InlineData(0L, null, false, false, false)]
    [InlineData(1L, null, true, true, true)] // the account knows days off itself
    [InlineData(1L, "mon", true, false, false)]
    [InlineData(0L, "mon-sun", false, false, false)] // nothing is to be worked, whatever day it is
    public void Nothing_logged_is_told_where_something_is_due(long? due, string? days, bool monday, bool saturday, bool off)
    {
        var wish = new ReminderWish("nothing-logged", Clock("16:00")) { Days = days is null ? null : WeekdayText.List(days) };
        (bool, bool, bool) found = (On("2026-03-02"), On("2026-03-07"), On("2026-03-05"));
        found.ShouldBe((monday, saturday, off));

        bool On(string date) => Due(wish, Facts($"{date} 16:00") with { Due = due }).Count > 0;
    }

    [Fact]
    public void Whoever_lets_a_timer_run_has_not_forgotten() =>
        Due(new ReminderWish("nothing-logged", Clock("16:00")), Facts("2026-03-02 16:00") with { IsRunning = true }).ShouldBeEmpty();

    [Fact]
    public void Less_than_is_as_it_is_wanted()
    {
        var wish = new ReminderWish("nothing-logged", Clock("16:00")) { LessThan = Moment.Length("4:00") };
        Due(wish, Facts("2026-03-02 16:00") with { Worked = Moment.Length("4:00") - 1 }).Single().Figures.Select(f => (f.Key, f.Value))
            .ShouldBe([("worked", Moment.Length("4:00") - 1), ("limit", Moment.Length("4:00"))]);
        Due(wish, Facts("2026-03-02 16:00") with { Worked = Moment.Length("4:00") }).ShouldBeEmpty();
    }

    // now, closed through, the account's end; what is told, of which days.
    [Theory]
    [InlineData("2026-03-04 09:00", "2026-03-02", null, "2026-03-03: 2026-03-03..2026-03-03 1")]
    [InlineData("2026-03-04 08:59", "2026-03-02", null, null)]
    [InlineData("2026-03-04 09:00", "2026-03-03", null, null)]
    [InlineData("2026-03-04 09:00", "2026-03-04", null, null)] // a day that has just been closed early
    [InlineData("2026-03-04 09:00", "2026-02-26", null, "2026-03-03: 2026-02-27..2026-03-03 5")]
    [InlineData("2026-03-04 23:59", "2026-02-26", null, "2026-03-03: 2026-02-27..2026-03-03 5")]
    [InlineData("2026-03-05 09:00", "2026-02-26", null, "2026-03-04: 2026-02-27..2026-03-04 6")]
    [InlineData("2026-03-05 09:00", "2026-02-26", "2026-02-28", "2026-03-04: 2026-02-27..2026-02-28 2")] // nothing is owed after its end
    [InlineData("2026-03-05 09:00", "2026-02-28", "2026-02-28", null)]
    [InlineData("2026-03-04 09:00", null, null, null)] // closing is not in use
    public void Not_closed(string now, string? closed, string? ends, string? told)
    {
        var facts = Facts(now) with { Closed = closed is null ? null : new ClosedDays(Moment.Date(closed), ends is null ? null : Moment.Date(ends)) };
        var due = Due(new ReminderWish("not-closed", Clock("09:00")), facts);
        due.Select(r => $"{r.About}: {Iso(r.From)}..{Iso(r.To)} {r.Count}").ShouldBe(told is null ? [] : [told]);
        if (due is [var one]) one.Steps[0].Command.ShouldBe($"daybook close --through {Iso(one.To)}");
    }

    // goal in hours, weekends excluded; worked of Monday to Sunday in minutes; now; Thursday is off.
    [Theory]
    [InlineData(35, false, "0 0 0 0 0 0 0", "2026-03-02 12:00", null)]
    [InlineData(35, false, "0 0 0 0 0 0 0", "2026-03-04 12:00", null)] // 7:00 for each of five days
    [InlineData(35, false, "0 0 0 0 0 0 0", "2026-03-05 12:00", "lead")] // 8:45 for each of four, and 7:30 is one and a half times the share
    [InlineData(35, false, "300 0 0 0 0 0 0", "2026-03-05 12:00", null)] // 7:30 exactly
    [InlineData(35, false, "299 0 0 0 0 0 0", "2026-03-05 12:00", "lead")]
    [InlineData(35, false, "299 0 0 0 0 0 0", "2026-03-05 11:59", null)] // not yet the time
    [InlineData(35, false, "2100 0 0 0 0 0 0", "2026-03-08 12:00", null)] // reached
    [InlineData(35, false, "2099 0 0 0 0 0 0", "2026-03-08 12:00", null)] // a minute is little
    [InlineData(35, false, "2099 0 0 0 0 0 0", "2026-03-08 23:59", null)] // and can still be worked
    [InlineData(35, false, "2098 0 0 0 0 0 0", "2026-03-08 23:59", "lost")] // two minutes no more
    [InlineData(10, true, "0 0 0 0 0 0 0", "2026-03-03 12:00", "lead")] // Tuesday, Wednesday and Friday: 3:20, and 3:00 is one and a half times the share
    [InlineData(10, true, "60 0 0 0 0 0 0", "2026-03-03 12:00", null)] // 3:00 exactly
    [InlineData(10, true, "0 300 0 0 0 0 0", "2026-03-05 12:00", "lead")] // on a day off only Friday is left
    [InlineData(10, true, "0 420 0 0 0 0 0", "2026-03-05 12:00", null)]
    [InlineData(10, true, "0 420 0 0 0 600 0", "2026-03-07 12:00", "lost")] // the last day that counts is over
    [InlineData(168, false, "0 0 0 0 0 0 0", "2026-03-02 12:00", "lost")] // all hours there are, and twelve of them are gone
    [InlineData(156, false, "0 0 0 0 0 0 0", "2026-03-02 12:00", null)] // as many as there are left
    public void Goal_at_risk(int hours, bool excludes, string worked, string now, string? told)
    {
        var goal = new Goal("letters", hours * Micros.PerHour, excludes, LocalDate.MinIsoValue, null);
        var facts = Facts(now);
        var minutes = worked.Split(' ').Select(m => int.Parse(m, System.Globalization.CultureInfo.InvariantCulture) * Micros.PerMinute).ToList();
        var progress = GoalProgress.Of(goal, Daybook.Model.Period.Containing(PeriodKind.Week, facts.Today), facts.Today, d => minutes[d.Day - 2], facts.IsOff);
        var due = Due(new ReminderWish("goal-at-risk", Clock("12:00")), facts with { Goals = [progress] });
        due.Select(r => r.Case).ShouldBe(told is null ? [] : [told]);
        due.ShouldAllBe(r => r.About == "2026-W10" && r.Subject == "letters");
    }

    [Fact]
    public void Each_goal_is_told_of_by_itself()
    {
        var facts = Facts("2026-03-08 12:00");
        var week = Daybook.Model.Period.Containing(PeriodKind.Week, facts.Today);
        var goals = new[] { null, "letters", "a/b" }.Select(p => GoalProgress.Of(new Goal(p, 30 * Micros.PerHour, false, LocalDate.MinIsoValue, null), week, facts.Today, _ => 0, facts.IsOff));
        Due(new ReminderWish("goal-at-risk", Clock("12:00")), facts with { Goals = [.. goals] }).Select(r => Reminders.KeyOf(r, "me", "Ada@Example.org").ToString()).ShouldBe(
            ["remind/goal-at-risk/2026-W10/ada@example.org", "remind/goal-at-risk/letters/2026-W10/ada@example.org", "remind/goal-at-risk/a/b/2026-W10/ada@example.org"]);
    }

    [Theory]
    [InlineData("remind/nothing-logged", "2026-03-02", "2026-03-02", false)]
    [InlineData("remind/nothing-logged", "2026-03-02", "2026-03-03", true)]
    [InlineData("remind/not-closed", "2026-03-02", "2026-03-03", false)]
    [InlineData("remind/not-closed", "2026-03-02", "2026-03-04", true)] // that day's has it in it
    [InlineData("remind/goal-at-risk/a/b", "2026-W10", "2026-03-08", false)]
    [InlineData("remind/goal-at-risk/a/b", "2026-W10", "2026-03-09", true)]
    [InlineData("remind/what-was-dropped-since", "2026-03-02", "2027-03-03", false)]
    [InlineData("week", "2026-W10", "2027-03-03", false)] // a report is never too late
    public void A_mail_comes_too_late_once_what_it_tells_of_is_over(string report, string about, string today, bool isOver) =>
        Reminders.IsOver(new MailKey("me", report, about, "ada@example.org"), Moment.Date(today)).ShouldBe(isOver);

    [Theory]
    [InlineData("letters", "letters")]
    [InlineData("the garden", "'the garden'")]
    [InlineData("Ada's", @"'Ada'\''s'")]
    [InlineData("$(rm -r ~)", "'$(rm -r ~)'")]
    [InlineData("--help", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\u202eb", null)]
    [InlineData("", null)]
    public void A_name_in_a_command_is_one_word_or_left_out(string name, string? word) => ShellWord.Of(name).ShouldBe(word);

    private static List<Reminder> Due(ReminderWish wish, ReminderFacts facts) => [.. Reminders.Due(wish, facts)];

    /// <summary>Nothing worked; Thursday is off.</summary>
    private static ReminderFacts Facts(string now, string dayStart = "00:00") => new(Moment.In(Berlin, now), Cut(dayStart), d => d == new LocalDate(2026, 3, 5));

    private static DayCut Cut(string dayStart) => new(Dated<DateTimeZone>.Always(Moment.Zone(Berlin)), Dated<LocalTime>.Always(Clock(dayStart)));

    private static LocalTime Clock(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static string Iso(LocalDate date) => Daybook.Model.Period.Iso(date);
}
