namespace Daybook.Rules;

/// <summary>Facts that are kept in order came in no order: whatever they were read from is damaged.</summary>
public sealed class OutOfOrderException(string facts) : ArgumentException($"{facts} out of order");
