using System.Diagnostics;
using System.Text;
using Daybook.Model;
using HandlebarsDotNet;

namespace Daybook.Reports;

/// <summary>
/// Fills an HTML template with a page. The only file that knows the template engine: another engine is another body here and another syntax in the
/// <c>*.hbs</c> files.
/// </summary>
/// <remarks>
/// Every value is escaped; a name the view lacks throws, and <see cref="TemplateLint"/> has found it before. The engine takes about 100 ms to start in a
/// fresh process, nearly all of it before the first template is read: no setting of its own changes that. It is started early instead
/// (<see cref="PageWriter.Warm"/>), and a program that sets <c>DynamicCodeSupport</c> to false spares it 40 ms of compiling patterns and expressions.
/// Text, JSON and CSV never come here.
/// </remarks>
internal sealed class Renderer
{
    /// <summary>Characters.</summary>
    private const int LongestPage = 8 << 20;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    private readonly IHandlebars _engine = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
    private readonly Dictionary<string, HandlebarsTemplate<TextWriter, object, object>> _compiled = [];
    private readonly Lock _lock = new();
    private readonly TemplateFolder _templates;

    public Renderer(TemplateFolder templates)
    {
        _templates = templates;
        foreach (var name in templates.Partials)
            if (templates.Read(name, out _) is { } text)
                _engine.RegisterTemplate(name, text);
    }

    /// <exception cref="TemplateException">It takes too long, or what comes of it is too long.</exception>
    public string Html(string template, object view)
    {
        using var page = new LimitedWriter(LongestPage, LongestTime);
        try
        {
            Compiled(template)(page, view);
        }
        catch (Exception e) when (e is HandlebarsException or HandlebarsCompilerException)
        {
            throw new TemplateException(template, Printable.Line(e.Message));
        }
        return page.ToString();
    }

    private HandlebarsTemplate<TextWriter, object, object> Compiled(string template)
    {
        lock (_lock)
        {
            if (_compiled.TryGetValue(template, out var known)) return known;
            using var text = new StringReader(_templates.Read(template, out var problem) ?? throw new TemplateException(template, problem!));
            return _compiled[template] = _engine.Compile(text);
        }
    }

    private sealed class LimitedWriter(int longest, TimeSpan time) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > longest) throw new TemplateException("", $"what comes of it is longer than {longest >> 20} MiB");
            if (Stopwatch.GetElapsedTime(_started) > time) throw new TemplateException("", $"it takes longer than {time.TotalSeconds:0} seconds");
        }
    }
}

/// <summary>A template cannot be used.</summary>
public sealed class TemplateException(string template, string why) : Exception($"{template}: {why}")
{
    public string Why { get; } = why;
}
