# Intune > Devices > Scripts and remediations: the remediation script, which runs where detection ended with 1.
# It changes nothing: which change is right (a line in hosts, a firewall rule, a proxy) is for the person that the report names.
# It waits for what passes by itself (a restart, a switch-over), checks again, and sends the bundle to your helpdesk
# where $UploadUrl is set. Settings as for detection: logged-on credentials, 64-bit.
# Exit 0: ready now. Exit 1: still not. ASCII only.

$Program = Join-Path $env:ProgramFiles 'TerminalPreflight\terminal-preflight.exe'
$UploadUrl = '' # 'https://helpdesk.example/bundles': that is your consent to send. Its token: TERMINAL_PREFLIGHT_UPLOAD_TOKEN of the user.
$WaitSeconds = 120

if (-not (Test-Path -LiteralPath $Program)) {
  Write-Output "NOT INSTALLED: $Program"
  exit 1
}

Start-Sleep -Seconds $WaitSeconds
$arguments = @('--silent', '--lang', 'en', '--splay', '1m')
if ($UploadUrl -ne '') { $arguments += @('--upload', $UploadUrl) }
& $Program @arguments 2>$null
$code = $LASTEXITCODE

$meanings = @{ 0 = 'READY'; 1 = 'ATTENTION'; 2 = 'NOT READY'; 3 = 'UNDETERMINED' }
if ($meanings.ContainsKey($code)) { Write-Output "$($meanings[$code]) after $WaitSeconds s" }
else { Write-Output "ERROR: terminal-preflight ended with $code" }
if ($code -eq 0) { exit 0 }
exit 1
