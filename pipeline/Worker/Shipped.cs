using System.Reflection;
using System.Text;

namespace Daybook.Worker;

/// <summary>Texts that travel within the program.</summary>
internal static class Shipped
{
    /// <param name="name">Of the file, without its folder.</param>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
