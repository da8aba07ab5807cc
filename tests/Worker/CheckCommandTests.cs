using System.Buffers.Binary;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>A law that cannot be seen to fail is not checked.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private const string Beat = "where at_us = (select min(at_us) from heartbeat)";
    private readonly ADaybook _daybook = new();

    public CheckCommandTests() =>
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Random(new Random(3)), "2026-03-26", "2026-04-03")));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_sound_ledger_holds_every_law()
    {
        var lines = _daybook.Do("check").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => line.StartsWith("holds  ", StringComparison.Ordinal));
        lines.Length.ShouldBeGreaterThan(15);
        lines[^2..].ShouldBe(["holds  days follow from the facts", "holds  closed days keep their hash"]);
    }

    [Theory]
    [InlineData("heartbeats have names", $"update heartbeat set subject_id = 9999 {Beat}")]
    [InlineData("heartbeats have names", $"update heartbeat set agent_id = 9999 {Beat}")]
    [InlineData("every new heartbeat is accounted for by a segment", $"delete from heartbeat {Beat}")]
    [InlineData("days follow from the facts", $"delete from heartbeat {Beat}")]
    [InlineData("times are whole numbers", $"update heartbeat set at_us = at_us + 0.5 {Beat}")]
    [InlineData("segments account for their rows", "update segment set rows = rows + 1")]
    [InlineData("no file is half read", "update file set state = 'reading'")]
    [InlineData("parts of a day sum to the day", "update day_part set worked_us = worked_us + 1 where kind = 1")]
    [InlineData("parts of a day sum to the day", "update day set worked_us = worked_us + 1")]
    [InlineData("stretches sum to the day", "delete from stretch where start_us = (select min(start_us) from stretch)")]
    [InlineData("parts and stretches have their day", "delete from day where date = (select min(date) from day)")]
    [InlineData("stretches do not overlap and lie in their day", "update stretch set end_us = end_us + 86400000000")]
    [InlineData("a day is no longer than it is", "update day set worked_us = 90000000001 where basis = 3")]
    [InlineData("days follow one another", "update day set end_us = end_us - 1")]
    [InlineData("days follow from the facts", "update day set heartbeats = heartbeats + 1")]
    [InlineData("days follow from the facts", "delete from day where date = (select max(date) from day)")]
    [InlineData("days follow from the facts", "insert into day select person_id, date - 30, start_us, end_us, 1, 0, null, null, 0, 0, 0 from day limit 1")]
    [InlineData("days follow from the facts", "insert into day select person_id, date + 30, start_us, end_us, 1, 0, null, null, 0, 0, 0 from day order by date desc limit 1")]
    [InlineData("references lead somewhere", "update segment set file_id = 99")]
    [InlineData("runs that ended say when and how", "update run set exit_code = null")]
    [InlineData("parts of a run come after it", "update run set within = id")]
    [InlineData("tombstones mark heartbeats", "insert into heartbeat_tombstone values (1, 1, 1, 0, 1)")]
    public void Damage_breaks_the_law_that_guards_against_it(string law, string damage)
    {
        _daybook.Damage(damage);
        var (code, output, error) = _daybook.Run("check");
        code.ShouldBe(ExitCode.InputOutput, error);
        output.Split('\n').ShouldContain($"FAILS  {law}");
        error.ShouldContain("restore a backup");
    }

    [Fact]
    public void Says_only_what_is_wrong_when_quiet()
    {
        _daybook.Run("check", "--quiet").ShouldBe((ExitCode.Done, "", ""));
        _daybook.Damage("update day set heartbeats = heartbeats + 1");
        var (_, output, error) = _daybook.Run("check", "--quiet");
        output.ShouldBe("");
        error.ShouldContain("is stored otherwise");
    }

    [Fact]
    public void Days_that_wait_to_be_worked_out_are_no_breach()
    {
        _daybook.Damage("insert into stale values (0, 1)");
        _daybook.Damage("update day set heartbeats = heartbeats + 1");
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Theory]
    [InlineData("update day set worked_us = worked_us + 1")]
    [InlineData("update day_part set worked_us = worked_us + 1 where kind = 1")]
    [InlineData("delete from day where date = (select max(date) from day)")]
    [InlineData("update day set end_us = end_us - 1")]
    public void What_is_derived_is_built_anew_and_no_fact_is_touched(string damage)
    {
        var before = _daybook.Dump();
        _daybook.Damage(damage);
        _daybook.Run("check").Error.ShouldContain("daybook check --repair");
        _daybook.Run("check", "--repair", "--dry-run").Code.ShouldBe(ExitCode.Done);
        _daybook.Run("check").Code.ShouldBe(ExitCode.InputOutput);
        _daybook.Do("check", "--repair").ShouldContain(" days built anew\n");
        _daybook.Dump().ShouldBe(before);
        _daybook.Do("check", "--json").ShouldNotContain("false");
    }

    [Fact]
    public void A_fact_that_is_gone_is_not_repaired()
    {
        _daybook.Damage($"delete from heartbeat {Beat}");
        var (code, output, error) = _daybook.Run("check", "--repair");
        code.ShouldBe(ExitCode.InputOutput);
        output.ShouldContain("holds  days follow from the facts");
        output.ShouldContain("FAILS  every new heartbeat is accounted for by a segment");
        error.ShouldContain("not in what is derived alone");
        _daybook.Run("check", "--dry-run").Code.ShouldBe(ExitCode.Usage);
    }

    /// <summary>Of the time of a heartbeat, which puts it where it does not belong.</summary>
    [Theory]
    [InlineData("check")]
    [InlineData("import")]
    [InlineData("report")]
    public void Whatever_bit_turns_over_it_is_said_and_never_taken_for_a_defect_of_the_program(string command)
    {
        string[] line = command switch
        {
            "import" => [command, _daybook.Write("b.json", new AnAccount().Export(AnAccount.Random(new Random(4)), "2026-03-26", "2026-04-03"))],
            "report" => [command, "week", "2026-W13"],
            _ => [command],
        };
        var whole = File.ReadAllBytes(_daybook.LedgerPath);
        var time = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, _daybook.Number("select at_us from heartbeat order by at_us limit 1 offset 5"));
        var found = 0;
        for (var at = whole.AsSpan().IndexOf(time); at >= 0 && found++ < 3; at = whole.AsSpan(at + 1).IndexOf(time) is var next and >= 0 ? at + 1 + next : -1)
            for (var bit = 8; bit < 64; bit += 3)
            {
                var damaged = whole.ToArray();
                damaged[at + (bit / 8)] ^= (byte)(128 >> (bit % 8));
                File.WriteAllBytes(_daybook.LedgerPath, damaged);
                var (code, _, error) = _daybook.Run(line);
                code.ShouldBeOneOf([ExitCode.Done, ExitCode.PartlyDone, ExitCode.InputOutput], $"bit {bit} at {at}: {error}");
            }
        found.ShouldBeGreaterThan(0);
    }
}
