using Daybook.Store;

namespace Daybook.Tests.Store.Backups;

public sealed class BackupNameTests
{
    [Theory]
    [InlineData("daybook.20261121T080000Z.schema-10.5f1c0a9be2d34477.db", "daybook", true)]
    [InlineData("my.ledger.20261121T080000Z.schema-2.5f1c0a9be2d34477.db", "my.ledger", true)]
    [InlineData("daybook.20261121T080000Z.schema-10.db.tmp", "daybook", false)]
    public void A_name_is_read_as_it_is_written(string name, string ledger, bool isFinished)
    {
        var parsed = BackupName.Parse(name)!;
        (parsed.Ledger, parsed.Digest is not null, parsed.ToString()).ShouldBe((ledger, isFinished, name));
    }

    [Theory]
    [InlineData("daybook.db")]
    [InlineData("daybook.20261121T080000Z.schema-10.db")] // without its digest
    [InlineData("daybook.20261321T080000Z.schema-10.5f1c0a9be2d34477.db")] // no such month
    [InlineData("daybook.20261121T080000Z.schema-10.5F1C0A9BE2D34477.db")]
    [InlineData("daybook.20261121T080000Z.schema-10.5f1c0a9be2d34477.db.gz")]
    [InlineData("daybook.20261121T080000Z.schema-x.5f1c0a9be2d34477.db")]
    [InlineData(".20261121T080000Z.schema-10.5f1c0a9be2d34477.db")]
    [InlineData("notes.tmp")]
    public void Files_of_other_names_are_no_backups(string name) => BackupName.Parse(name).ShouldBeNull();

    [Theory]
    [InlineData(10_000_000, 9_999_999L, "the backup needs about 10 MB, and the disk of /backups has 10 MB free")]
    [InlineData(2_000_000_000, 5_000_000L, "needs about 2,000 MB, and the disk of /backups has 5 MB free")]
    [InlineData(10_000_000, 10_000_000L, null)]
    [InlineData(10_000_000, null, null)] // where nobody knows, it is tried
    public void Too_little_room_is_refused_with_both_figures(long needed, long? available, string? said)
    {
        var refusal = FreeSpace.Refusal("/backups", needed, available, "the backup");
        if (said is null) refusal.ShouldBeNull();
        else refusal.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public void A_migration_needs_more_than_twice_the_ledger() => FreeSpace.OfMigration(1_000_000).ShouldBe(2_200_000);
}
