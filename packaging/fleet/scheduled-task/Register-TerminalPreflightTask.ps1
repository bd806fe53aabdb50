# Registers a task that runs as whoever is signed in, without more rights. Run it elevated, once for each PC.
# The .msi makes a simpler one by TASK=1 (its XML lies beside the program as scheduled-task.xml); this one also writes a file for
# windows_exporter. ASCII only.
#
#   powershell -ExecutionPolicy Bypass -File Register-TerminalPreflightTask.ps1 -At 07:30
#
# What a run said: Get-ScheduledTaskInfo -TaskName 'Terminal Preflight'  (LastTaskResult 0 ready, 1 attention, 2 not ready,
# 3 undetermined, 64 and above: it could not run; 267011: it has not run yet)

[CmdletBinding()]
param(
  [string] $Program = (Join-Path $env:ProgramFiles 'TerminalPreflight\terminal-preflight.exe'),
  # windows_exporter is told of it: --collector.textfile.directories="C:\ProgramData\windows_exporter\textfile"
  [string] $MetricsFolder = (Join-Path $env:ProgramData 'windows_exporter\textfile'),
  [datetime] $At = '07:30',
  # By chance within this time, so that a fleet does not come in one second.
  [string] $Splay = '5m'
)

$ErrorActionPreference = 'Stop'

# Users write there what the exporter reads, and nothing that anybody else relies on. Not below %ProgramData%\TerminalPreflight,
# which counts only while administrators alone can write to it.
New-Item -ItemType Directory -Path $MetricsFolder -Force | Out-Null
& icacls.exe $MetricsFolder /grant '*S-1-5-32-545:(OI)(CI)M' | Out-Null
if ($LASTEXITCODE -ne 0) { throw "icacls ended with $LASTEXITCODE" }

# The group of the users has another name on a Windows in another language.
$users = ([System.Security.Principal.SecurityIdentifier] 'S-1-5-32-545').Translate([System.Security.Principal.NTAccount]).Value
$arguments = "--silent --splay $Splay --prometheus `"$MetricsFolder\terminal_preflight.prom`""

$task = @{
  TaskName    = 'Terminal Preflight'
  Description = 'Checks, before the market opens, whether this PC reaches the log-on page of CCASS, DMS and CCMS.'
  Action      = New-ScheduledTaskAction -Execute $Program -Argument $arguments
  Trigger     = New-ScheduledTaskTrigger -Weekly -DaysOfWeek 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday' -At $At
  Principal   = New-ScheduledTaskPrincipal -GroupId $users -RunLevel Limited
  Settings    = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -AllowStartIfOnBatteries `
    -DontStopIfGoingOnBatteries -ExecutionTimeLimit (New-TimeSpan -Minutes 15)
}
Register-ScheduledTask @task -Force | Out-Null
Write-Output "Registered for $users, weekdays at $($At.ToString('HH:mm')), within $Splay."
