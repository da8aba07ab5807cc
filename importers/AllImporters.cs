using Daybook.Importers.WakaTime;

namespace Daybook.Importers;

/// <summary>Every importer, in the order they are asked. A new one is one line here.</summary>
public static class AllImporters
{
    public static IReadOnlyList<IImporter> InOrder { get; } =
    [
        new WakaTimeImporter(),
    ];
}
