using Daybook.Importers.Remote;

namespace Daybook.Importers.Wakapi;

/// <summary>Wakapi is asked as WakaTime is; everyone has a host of their own.</summary>
public static class WakapiClient
{
    public static RemoteService Service { get; } = new("wakapi", null, "/api/compat/wakatime/v1", "Authorization", SecretForm.Basic);

    /// <summary>It takes a date for an instant in UTC and then for that of the account's zone: west of Greenwich its day is the one before.</summary>
    public const int DaysBehind = 1;
}
