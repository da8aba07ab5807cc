using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>Columns of the drawings are minutes; upper case letters are heartbeats that saved a file.</summary>
public sealed class JoinHeartbeatsTests
{
    private readonly MemoryNames _names = new();

    [Theory]
    [InlineData("a--a-b----b-a--b", 3, "aaaaa.....bbaaa.")]
    [InlineData("a---a", 4, "aaaa.")]      // the timeout itself counts
    [InlineData("a---a", 3, ".....")]      // beyond it nothing does, not even up to it
    [InlineData("a", 3, ".")]              // one alone gets nothing
    [InlineData("", 3, "")]
    [InlineData("abc", 3, "ab.")]          // the earlier one gets the gap, the last one none
    public void A_gap_up_to_the_timeout_goes_to_the_earlier_heartbeat(string beats, int timeout, string counted) =>
        Joined(_names.Draw(beats), new JoinRule(timeout * Micros.PerMinute), beats.Length).ShouldBe(counted);

    [Fact]
    public void Two_minutes_a_break_of_thirteen_and_one_minute_are_sixteen_or_three()
    {
        var beats = _names.Draw("a-a------------aa");

        Joined(beats, new JoinRule(15 * Micros.PerMinute), 17).ShouldBe("aaaaaaaaaaaaaaaa.");
        Joined(beats, new JoinRule(10 * Micros.PerMinute), 17).ShouldBe("aa.............a.");
    }

    [Fact]
    public void Writes_only_leaves_the_others_out_before_anything_is_joined() =>
        Joined(_names.Draw("Aa--A-a"), new JoinRule(4 * Micros.PerMinute, WritesOnly: true), 7).ShouldBe("AAAA...");

    [Theory]
    [InlineData("b", "a", "bb..")]
    [InlineData("a", "b", "bb..")] // whichever came first
    public void Of_two_at_one_instant_the_later_by_name_leads(string first, string second, string counted)
    {
        var rows = new[] { _names.Beat(0, first), _names.Beat(0, second), _names.Beat(2 * Micros.PerMinute, "c") };

        Joined([.. rows], JoinRule.Default, 4).ShouldBe(counted);
    }

    [Fact]
    public void The_timeout_is_that_of_the_earlier_heartbeats_date()
    {
        var midnight = Utc("2026-06-02 00:00");
        var rules = new Dated<JoinRule>(
            [(Date("2026-01-01"), new JoinRule(3 * Micros.PerMinute)), (Date("2026-06-02"), new JoinRule(5 * Micros.PerMinute))]);
        var beats = _names.Draw("a----a---a-|a----a".Replace("|", "", StringComparison.Ordinal), midnight - 11 * Micros.PerMinute);

        Draw(beats, new JoinHeartbeats(DayCut.In(DateTimeZone.Utc), rules, new HeartbeatOrder(_names)), beats[0].At, 17)
            .ShouldBe(".........aaaaaaa.");
    }

    [Fact]
    public void Heartbeats_out_of_order_are_refused()
    {
        var join = new JoinHeartbeats(DayCut.In(DateTimeZone.Utc), Dated<JoinRule>.Always(JoinRule.Default), new HeartbeatOrder(_names));
        join.Take(_names.Beat(10, "a"), out _);

        Should.Throw<ArgumentException>(() => join.Take(_names.Beat(9, "a"), out _));
    }

    private string Joined(List<HeartbeatRow> beats, JoinRule rule, int columns)
    {
        foreach (ref var row in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(beats)) row.IsWrite = char.IsUpper(Project(row));
        return Draw(beats, new JoinHeartbeats(DayCut.In(DateTimeZone.Utc), Dated<JoinRule>.Always(rule), new HeartbeatOrder(_names)), 0, columns);
    }

    private string Draw(List<HeartbeatRow> beats, JoinHeartbeats join, long start, int columns)
    {
        var drawn = new string('.', columns).ToCharArray();
        foreach (var row in beats)
        {
            var earlier = join.Earlier;
            join.Take(row, out var credited);
            for (var at = row.At - credited; at < row.At; at += Micros.PerMinute) drawn[(at - start) / Micros.PerMinute] = Project(earlier);
        }
        return new string(drawn);
    }

    private char Project(in HeartbeatRow row) => _names.TextOf(_names.SubjectOf(row.Subject).Project)[0];
}
