# Intune > Devices > Scripts and remediations: the detection script.
# Settings: "Run this script using the logged-on credentials" Yes (as SYSTEM the user's proxy, policies, browser and reader
# are not checked, and the verdict says so); "Run script in 64-bit PowerShell" Yes.
# Exit 0: ready. Exit 1: anything else; Intune shows the line that is printed, and runs the remediation script, where there is one.
# ASCII only: Windows PowerShell 5.1 reads a file without a byte order mark in the code page of the PC.

$Program = Join-Path $env:ProgramFiles 'TerminalPreflight\terminal-preflight.exe'
$Splay = '5m' # A fleet comes by chance within this time, not in one second. Intune waits for the script meanwhile.

if (-not (Test-Path -LiteralPath $Program)) {
  Write-Output "NOT INSTALLED: $Program"
  exit 1
}

$answer = Join-Path $env:TEMP ('terminal-preflight-' + [guid]::NewGuid().ToString('N') + '.json')
try {
  # What goes to standard error would be a script error to Intune, whatever the exit code is.
  & $Program --silent --ephemeral --lang en --splay $Splay "--json=$answer" 2>$null
  $code = $LASTEXITCODE
  if (-not (Test-Path -LiteralPath $answer)) {
    Write-Output "ERROR: terminal-preflight ended with $code and wrote no report"
    exit 1
  }
  $report = Get-Content -LiteralPath $answer -Raw -Encoding UTF8 | ConvertFrom-Json
  $causes = @($report.causes | Where-Object { $_.severity -ne 'note' } | ForEach-Object { "$($_.code) ($($_.owner)): $($_.title)" })
  $line = (@($report.verdict.ToUpperInvariant()) + $causes) -join ' | '
  # Intune keeps 2048 characters.
  Write-Output $line.Substring(0, [Math]::Min($line.Length, 2000))
  if ($code -eq 0) { exit 0 }
  exit 1
} finally {
  Remove-Item -LiteralPath $answer -Force -ErrorAction SilentlyContinue
}
