# Completion of daybook for PowerShell. Add to $PROFILE: daybook completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName daybook -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    if ($length -lt $line.Length) { $line = $line.Substring(0, $length) } else { $line = $line.PadRight($length) }
    # In Base64: some PowerShells change quotes in what they hand to a program.
    $typed = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($line))
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
        $answer = @(& daybook complete pwsh -- $typed 2> $null)
    }
    finally {
        [Console]::OutputEncoding = $encoding
    }
    # Without an answer PowerShell completes paths by itself.
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $value, $note = $_ -split "`t", 2
        if (-not $note) { $note = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $note)
    }
}
