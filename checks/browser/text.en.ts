import type { CheckText } from '../text.ts'
import type { BrowserCauseCode, BrowserCode } from './codes.ts'

export const browserTextEn = {
  name: 'Browser',
  findings: {
    'browser/edge-found': '{browser} is on this PC',
    'browser/other-found': 'Microsoft Edge, which HKEX’s circulars name, is not on this PC; {others} stands in for it',
    'browser/missing': [
      'Microsoft Edge was not found on this PC; other browsers: {others}',
      'Microsoft Edge was not found on this PC, and no other browser either',
    ],
    'browser/current': '{browser} {version} is recent enough',
    'browser/outdated': '{browser} {version} came out {months} months ago, and has had no security updates for most of them',
    'browser/version-unknown': 'The version of {browser} could not be read',
    'browser/terminals-dns': ['The browser uses this PC’s DNS (secure DNS: {mode})', 'The browser uses this PC’s DNS'],
    'browser/secure-dns': 'The browser asks a DNS server of its own ({templates}) and passes by this PC’s DNS; set in {where}',
    'browser/allowed': 'No policy of the browser blocks {url}',
    'browser/policy-blocks': 'A policy of the browser blocks {url}',
    'browser/popups-allowed': 'Pop-up windows of {host} are not blocked by policy',
    'browser/popups-blocked': 'A policy blocks pop-up windows of {host} ({rule})',
    'browser/page-loads': '{browser} shows the page of {url} ({seconds} s)',
    'browser/page-unexpected': '{browser} shows a page at {url} that we do not know (title “{title}”)',
    'browser/page-fails': '{browser} cannot show {url}: {errorKind} ({seen})',
    'browser/page-agrees': [
      '{browser} does not show the page of {url} either ({seen})',
      '{browser} does not show the page of {url} either',
    ],
    'browser/root-unknown':
      '{browser} does not know the root certificate that --root gave to this program, so it stops at the certificate of {host}',
    'browser/page-not-asked': 'The browser was not asked to show {url}',
    'browser/page-forbidden': 'The browser’s policy {policy} does not let this program ask it to show {url}',
    'browser/page-not-finished': 'The browser did not show {url} within the time of this run',
  },
  causes: {
    'browser/missing': {
      title: 'Microsoft Edge is not on this PC',
      why: [
        'HKEX’s circulars name Microsoft Edge as the browser for the log-on page. It was found neither in the registry nor in the usual folders. Other browsers on this PC: {others}.',
        'HKEX’s circulars name Microsoft Edge as the browser for the log-on page. It was found neither in the registry nor in the usual folders.',
      ],
      steps: [
        'Look for Microsoft Edge in the Start menu. If it opens, its folder is an unusual one and nothing needs to be mended.',
        'If it is missing, ask IT to install Microsoft Edge for all users of this PC.',
        'Run this check again.',
      ],
    },
    'browser/outdated': {
      title: '{browser} on this PC is {months} months old',
      why: 'Version {version} came out {months} months ago. Microsoft supports only recent versions, and a server may stop accepting what old ones can do. Updates seem to be switched off or not to get through.',
      steps: [
        'Open edge://settings/help in Microsoft Edge and see whether it updates.',
        'If updates are managed, ask IT to release a current version to this PC.',
      ],
    },
    'browser/policy-blocks': {
      title: 'A browser policy on this PC blocks {host}',
      why: 'The browser would say that the page is blocked by the organisation. The network is not the reason: {urls} fits a line of the policy URLBlocklist, or of a policy that comes from the cloud ({rule}).',
      steps: [
        'Open edge://policy on this PC and look at URLBlocklist and URLAllowlist.',
        'Add {hosts} to URLAllowlist in the group policy or in Intune.',
        'Run “gpupdate /force”, restart Microsoft Edge and run this check again.',
      ],
    },
    'browser/secure-dns': {
      title: 'The browser passes by this PC’s DNS',
      why: 'Secure DNS is set to ask {templates} and nobody else ({where}). That server may not know HKEX’s addresses, or may give others, and it does not follow when HKEX changes them over its own DNS. What this PC’s DNS servers answer does not count for the browser.',
      steps: [
        'If a policy sets it: change DnsOverHttpsMode to “off” for the terminals.',
        'If the user set it: open edge://settings/privacy and switch “Use secure DNS” off, or to the current service provider.',
        'Restart Microsoft Edge and run this check again.',
      ],
    },
    'browser/page-fails': {
      title: '{browser} cannot show {host}',
      why: [
        '{reached} The browser stops at the certificate ({certificateError}), which this program finds good. Browsers have rules and lists of their own for certificates.',
        '{reached} The browser stops: {errorKind} ({seen}). Policies that may be behind it: {policies}.',
        '{reached} The browser stops: {errorKind} ({seen}).',
        '{reached} The browser stops: {errorKind}.',
      ],
      steps: [
        'Open {url} in Microsoft Edge and compare the error. Do not log on.',
        'If it opens there, nothing needs to be mended: the browser without a window was treated differently.',
        [
          'If it does not, click on “Not secure” beside the address to see the certificate, and give IT this report with the error {certificateError}.',
          'If it does not, look at edge://policy and at the security software of this PC, and give IT this report.',
        ],
      ],
    },
    'browser/page-unexpected': {
      title: '{browser} shows a page at {host} that this program does not know',
      why: 'The browser ended at {finalUrl}, a page with the title “{title}”. It is neither the page with the printed log-in choices nor a log-on form of this organisation. HKEX may have changed it, or may show a notice. A picture of it lies beside this report ({screenshot}).',
      steps: [
        'Open {url} in Microsoft Edge on this PC. Do not log on.',
        'CCMS: compare the page with the picture in the annex of HKEX’s circular on preparing for 2FA. CCASS and DMS: look for the “Login with …” choices that Annex 1 of HKEX’s circular on the launch of 2FA prints.',
        'If the log-on page is there, nothing needs to be mended. If not, follow what the page says, or ask HKEX.',
      ],
    },
    'browser/popups-blocked': {
      title: 'A browser policy blocks pop-up windows of {hosts}',
      why: 'The rule is {rule}. Whether the log-on needs a pop-up window is not known to this program. If a window is missing after the log-on, this may be why.',
      steps: ['If a window does not open, ask IT to add {hosts} to the policy PopupsAllowedForUrls.'],
    },
  },
} satisfies CheckText<BrowserCode, BrowserCauseCode>
