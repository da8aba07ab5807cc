using Daybook.Model;

namespace Daybook.Importers.Json;

/// <summary>Where and why a document cannot be followed any further.</summary>
/// <param name="IsCut">It ends there; else it goes on but makes no sense.</param>
internal sealed record JsonBreak(Place Place, string Message, bool IsCut);
