// The least a .NET program can do: what every other process time is held against.
Console.WriteLine("hello");
