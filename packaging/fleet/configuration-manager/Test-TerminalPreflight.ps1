# Configuration Manager > Compliance settings: the discovery script of a setting of type Script, data type String, PowerShell.
# "Run scripts by using the logged on user credentials" (Add-CMComplianceSettingScript -IsPerUser): as SYSTEM the user's proxy,
# policies, browser and reader are not checked. Compliance rule: the value equals  ready
# One line, the verdict: ready, attention, not-ready, undetermined; or what kept it from one. The exit code is not looked at.
# A discovery script has little time (the client setting "Script execution timeout", 60 s where nobody changed it), hence no long
# splay: let the baseline's own schedule spread the PCs. ASCII only.

$Program = Join-Path $env:ProgramFiles 'TerminalPreflight\terminal-preflight.exe'

if (-not (Test-Path -LiteralPath $Program)) {
  'not-installed'
  return
}

& $Program --silent --ephemeral --deadline 20s --splay 15s 2>$null
switch ($LASTEXITCODE) {
  0 { 'ready' }
  1 { 'attention' }
  2 { 'not-ready' }
  3 { 'undetermined' }
  default { "error-$LASTEXITCODE" }
}
