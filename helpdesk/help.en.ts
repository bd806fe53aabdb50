/** What --help prints; no line is longer than 80 columns. */
export const helpEn = `The other end of Terminal Preflight: asks terminals for a bundle, takes it in,
judges it again and shows it to the helpdesk. It is not HKEX's software.

  helpdesk COMMAND [flags]             (each command has its own --help)
  From a checkout: npm run --silent helpdesk -- COMMAND [flags]

The service
  helpdesk serve                       take bundles in, show them in a browser

Asking for a bundle
  helpdesk request new --case CASE     a request, and a link for the caller
  helpdesk request list                what was asked for, what became of it
  helpdesk request withdraw ID         no bundle may answer it any more
  helpdesk certificate                 the certificates to give to terminals

Who gets in
  helpdesk account invite NAME --role ROLE
                                       a link that is used once; the first
                                       administrator comes in by it
  helpdesk account list                who may do what
  helpdesk account disable NAME        nobody gets in by this account any more
  helpdesk audit check                 is the audit log as it was written?

Looking after the data
  helpdesk check                       is every file as it was kept?
  helpdesk backup FOLDER               a copy, also while the service runs
  helpdesk restore FOLDER --data NEW   a new data folder from such a copy
  helpdesk reindex                     make the index again from the bundles
  helpdesk remove-old --keep 90d       delete bundles that came before

  --data FOLDER         where the helpdesk keeps everything; the same for all
                        commands (your own data folder, where nothing is said)
  --lang LANGUAGE       en or zh-HK
  --version             print the version
  --help                print this

Exit codes
  0  done                       66  a named file or folder can't be read
  1  something is wrong, told   70  this program failed
 64  the command line is wrong  75  the service runs: end it first
130  Ctrl-C                     78  a file was read and is wrong
`
