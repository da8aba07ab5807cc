namespace Daybook.Model;

/// <summary>What the ledger's ids stand for. Ids start at 1; the parts of a subject, activity or agent may be 0, not given.</summary>
public interface ILedgerNames
{
    Subject SubjectOf(int id);

    /// <summary>With <see cref="Activity.Source"/> set.</summary>
    Activity ActivityOf(int id);

    Agent AgentOf(int id);

    Engagement EngagementOf(int id);

    /// <summary>The text of a name id. Asked only to settle ties, so that no result depends on the order ids were given in.</summary>
    string TextOf(int name);
}
