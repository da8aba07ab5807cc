using System.Text;
using System.Text.Json;

namespace Daybook.Importers.Json;

/// <summary>
/// Walks through the outer levels of a document: into objects and arrays, from key to key and element to element. Values
/// inside are only measured. When the document ends early or makes no sense, <see cref="Break"/> is set and every further
/// step says that there is nothing more, so loops unwind by themselves.
/// </summary>
internal sealed class JsonCursor(JsonWindow window)
{
    private readonly JsonPath _path = new();

    public JsonWindow Window { get; } = window;

    public JsonBreak? Break { get; private set; }

    /// <summary>The key <see cref="NextKey"/> came to.</summary>
    public string Key => _path.Key;

    /// <summary>JSON pointer to the current value.</summary>
    public string Pointer => _path.ToString();

    /// <summary>The next byte that is no white space, which becomes the position; 0 at the end of the file.</summary>
    public byte Peek()
    {
        while (true)
        {
            var distance = Window.Rest.IndexOfAnyExcept(" \t\r\n"u8);
            if (distance >= 0)
            {
                Window.Advance(distance);
                return Window.Rest[0];
            }
            Window.Advance(Window.Rest.Length);
            if (!Window.More()) return 0;
        }
    }

    /// <summary>Steps inside the object or array at the position, if there is one.</summary>
    public bool Enter(char bracket)
    {
        if (Break is not null || Peek() != bracket) return false;
        Window.Advance(1);
        _path.Push();
        return true;
    }

    /// <summary>To the next element of the array entered last; false after its last one, which leaves the array.</summary>
    public bool NextElement() => Next(']') && _path.Count();

    /// <summary>To the value of the next member of the object entered last; false after its last one, which leaves the object.</summary>
    public bool NextKey()
    {
        if (!Next('}')) return false;
        if (Peek() != '"') return Fail("a key in quotes should stand here");
        if (Measure(1 << 20, out var extent) != Measured.Whole) return Fail("a key of more than a megabyte");
        _path.Name(TextOf(Window.Rest[..extent.Length]));
        Window.Advance(extent.Length);
        if (Peek() != ':') return Fail("':' should stand after the key");
        Window.Advance(1);
        return Peek() != 0 || Fail();
    }

    /// <summary>Passes over a value that was measured.</summary>
    public void Pass(int length) => Window.Advance(length);

    /// <summary>Passes over the value at the position, however large.</summary>
    public void Skip()
    {
        if (Break is not null) return;
        var scanner = new ExtentScanner();
        while (true)
        {
            var at = 0;
            var outcome = scanner.Scan(Window.Rest, ref at);
            Window.Advance(at);
            if (outcome == ExtentScanner.Outcome.Done) return;
            if (outcome == ExtentScanner.Outcome.Mismatch)
            {
                Fail("a bracket is closed by one of another kind");
                return;
            }
            if (!Window.More())
            {
                Fail();
                return;
            }
        }
    }

    /// <summary>Brings the value at the position wholly into the window, if it is no longer than the limit (bytes).</summary>
    public Measured Measure(int limit, out Extent extent)
    {
        extent = default;
        if (Break is not null) return Measured.Broken;
        var scanner = new ExtentScanner();
        var at = 0;
        while (true)
        {
            var outcome = scanner.Scan(Window.Rest, ref at);
            if (at > limit) return Measured.TooLong;
            extent = new(at, scanner.Deepest);
            if (outcome == ExtentScanner.Outcome.Done)
            {
                if (at > 0) return Measured.Whole;
                Fail("a value should stand here");
                return Measured.Broken;
            }
            if (outcome == ExtentScanner.Outcome.Mismatch)
            {
                Window.Advance(at - 1);
                Fail("a bracket is closed by one of another kind");
                return Measured.Broken;
            }
            if (Window.More()) continue;
            Window.Advance(Window.Rest.Length);
            Fail();
            return Measured.Broken;
        }
    }

    /// <summary>For a reader that goes by lines: what stands before the position is not whole.</summary>
    public void GiveUp() => Fail();

    /// <summary>Gives up at the position. At the end of the file that is a cut, and the message is not used.</summary>
    private bool Fail(string message = "a NUL byte stands here")
    {
        var isCut = Window.Rest.IsEmpty && !Window.More();
        Break ??= new(Window.Place(Pointer), isCut ? "the file ends here, in the middle" : message, isCut);
        return false;
    }

    private bool Next(char close)
    {
        if (Break is not null) return false;
        var next = Peek();
        if (next == close)
        {
            Window.Advance(1);
            _path.Pop();
            return false;
        }
        if (_path.IsFresh) return next != 0 || Fail();
        if (next != ',') return Fail($"',' or '{close}' should stand here");
        Window.Advance(1);
        return Peek() != 0 || Fail();
    }

    // A key that is no proper text is shown as it stands; it will not be one that is looked for.
    private static string TextOf(ReadOnlySpan<byte> token)
    {
        if (!token.Contains((byte)'\\')) return Encoding.UTF8.GetString(token[1..^1]);
        var reader = new Utf8JsonReader(token);
        try
        {
            reader.Read();
            return reader.GetString()!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(token[1..^1]);
        }
    }
}

/// <param name="Length">Bytes.</param>
/// <param name="Depth">How many brackets are open at once inside.</param>
internal readonly record struct Extent(int Length, int Depth);

internal enum Measured
{
    Whole,
    TooLong,
    /// <summary>The cursor's <see cref="JsonCursor.Break"/> says why.</summary>
    Broken,
}
