namespace Daybook.Tests.Worker.Pushing;

/// <summary>Two days to push: web and garden on the 2nd, web alone on the 3rd.</summary>
public abstract class APushedWeek(string service) : IAsyncLifetime
{
    private protected APush Push { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Push = await APush.New(service);
        Push.Track(2, "web 3:00", "garden 1:00");
        Push.Track(3, "web 1:00");
    }

    public ValueTask DisposeAsync() => Push.DisposeAsync();
}
