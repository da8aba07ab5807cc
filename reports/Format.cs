namespace Daybook.Reports;

/// <summary>What a report can be written as.</summary>
public enum Format { Text, Html, Json, Csv }
