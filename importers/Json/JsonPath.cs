using System.Globalization;
using System.Text;

namespace Daybook.Importers.Json;

/// <summary>Where in a document a cursor is: one step for every object or array it is inside of.</summary>
internal sealed class JsonPath
{
    private Step[] _steps = new Step[8];
    private int _depth;

    public string Key => _steps[_depth - 1].Key ?? "";

    /// <summary>No key or element of the innermost container has been come to yet.</summary>
    public bool IsFresh => _steps[_depth - 1] is { Key: null, Index: -1 };

    public void Push()
    {
        if (_depth == _steps.Length) Array.Resize(ref _steps, _depth * 2);
        _steps[_depth++] = new Step { Index = -1 };
    }

    public void Pop() => _depth--;

    public void Name(string key) => _steps[_depth - 1].Key = key;

    public bool Count()
    {
        _steps[_depth - 1].Index++;
        return true;
    }

    /// <summary>As a JSON pointer (RFC 6901).</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps.AsSpan(0, _depth))
        {
            if (step.Key is not null) text.Append('/').Append(step.Key.Replace("~", "~0").Replace("/", "~1"));
            else if (step.Index >= 0) text.Append(CultureInfo.InvariantCulture, $"/{step.Index}");
        }
        return text.ToString();
    }

    private struct Step
    {
        public string? Key;
        public long Index;
    }
}
