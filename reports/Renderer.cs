using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace Daybook.Reports;

/// <summary>
/// Fills an HTML template with a view. The only file that knows the template engine: another engine is another body here
/// and another syntax in the <c>*.hbs</c> files.
/// </summary>
/// <remarks>
/// Every value is escaped; a name the view lacks throws. The engine takes about 100 ms to start in a fresh process, nearly
/// all of it before the first template is read: no setting of its own changes that. It is started early instead
/// (<see cref="PageWriter.Warm"/>), and a program that sets <c>DynamicCodeSupport</c> to false spares it 40 ms of compiling
/// patterns and expressions. Text, JSON and CSV never come here.
/// </remarks>
internal static class Renderer
{
    private static readonly Lazy<IHandlebars> Engine = new(Start);
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Templates = new();

    /// <param name="template">A file beside its report, from the room's root: <c>Page/mail.html.hbs</c>.</param>
    /// <param name="view">Public properties, already formatted.</param>
    public static string Html(string template, object view) =>
        Templates.GetOrAdd(template, name => Engine.Value.Compile(Read(name)))(view);

    /// <summary>Templates in the folder <c>Page</c> can be used by their bare name: <c>{{> bar}}</c>.</summary>
    private static IHandlebars Start()
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        foreach (var file in typeof(Renderer).Assembly.GetManifestResourceNames())
            if (file.StartsWith("Page/", StringComparison.Ordinal))
                engine.RegisterTemplate(Path.GetFileName(file).Replace(".hbs", "", StringComparison.Ordinal), Read(file));
        return engine;
    }

    private static string Read(string file)
    {
        using var stream = typeof(Renderer).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"there is no template {file}", nameof(file));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
