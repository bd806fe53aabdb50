/** What --help prints; no line is longer than 80 columns. */
export const helpEn = `Checks, in seconds, why this PC can or can't reach CCASS, DMS or CCMS.
It never logs on, never changes a setting and asks for no secret.

  terminal-preflight [run] [flags]
  terminal-preflight bundle verify|show|explain|diff|open ...
  terminal-preflight upload            send what is kept for later
  terminal-preflight request FILE      show what a request asks for
  terminal-preflight code XXXX-...     what a code means that was read out
  terminal-preflight guide [NAME]      HKEX's procedures, step by step
  terminal-preflight site init|check   write a site file from a PC that works
  terminal-preflight causes [CODE]     every cause that can be named
  terminal-preflight about             version, keys and licences
  terminal-preflight completion SHELL  bash, zsh, powershell: complete by Tab
                                       (each has its own --help)

What to check
  --profile NAME        ccass, dms, ccms, or a profile FILE.yaml; repeatable
                        (the site file's, else all three)
  --site FILE           the site file (else site.yaml beside the program or in
                        the machine's own folder)
  --resolver NAME=IP[:PORT][,...]
                        DNS servers to ask: NAME is hkex or custom; repeatable
  --proxy WHICH         system, direct, http://host:port or pac+http://...
  --browser on|off      whether Edge may be started, without a window (on)
  --smartcard HOW       optional, required or off: what a missing smartcard
                        reader means (optional)
  --root FILE.pem       trust this root as a public one; repeatable
  --deadline TIME       answer within this time: 1s to 10m (20s)
  --splay TIME          wait first, by chance up to this long: 0s to 10m
  --watch TIME          check again and again, this long apart: 5s to 60m
  --until WHAT          end the watch at ready, attention (or ready), or change;
                        the exit code is the last check's
  --dry-run             show what would be contacted and sent; contact nothing

What comes out
  --json[=FILE]         the report as JSON, to standard output or a file
  --json-lines[=FILE]   the same for log shippers, one object a line
  --junit FILE          JUnit XML, for build servers
  --html FILE           the report as a page
  --prometheus FILE     for the textfile collector of node_exporter or
                        windows_exporter (*.prom)
  --nagios              one line for Nagios, Icinga, Checkmk; every error is 3
  --output FOLDER       where the report goes
  --ephemeral           leave no file behind
  --request FILE        answer a helpdesk's request (*.preflight-request)
  --upload URL          send the bundle there; your consent
  --upload-kind KIND    collector, presigned or azure-sas (collector)
  --upload-token-file FILE
                        the collector's token; else the variable
                        TERMINAL_PREFLIGHT_UPLOAD_TOKEN
  --upload-ca FILE.pem  trust this root for the upload too
  --no-upload           send nothing, whatever is configured
  --require-upload      exit 75 where it is ready but could not be sent
  --redaction POLICY    standard or strict: what is left out of the bundle
                        (standard)
  --encrypt-to FILE.pem only this certificate's owner can open the bundle;
                        repeatable
  --signing-key FILE.p12
                        sign with this key instead of this PC's own
  --signing-key-password-file FILE
                        its password; else the variable
                        TERMINAL_PREFLIGHT_SIGNING_PASSWORD, or a prompt
  --lang LANGUAGE       en or zh-HK
  --verbose             every finding; the phone code as a QR code too
  --silent              no prompt and no window; print only what was asked for

  --version             print the version
  --help                print this

Examples
  terminal-preflight
  terminal-preflight --profile ccms --lang zh-HK
  terminal-preflight --resolver hkex=IP,IP --resolver custom=IP
  terminal-preflight --silent --json=report.json
  terminal-preflight --watch 30s --until ready

Exit codes
  0  ready              64  the command line is wrong
  1  attention          66  a named file can't be read or written
  2  not ready          70  an error of this program
  3  undetermined       75  upload kept for later
                        78  a file was read and is wrong
                       130  Ctrl-C
`
