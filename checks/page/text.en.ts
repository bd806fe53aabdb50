import type { CheckText } from '../text.ts'
import type { PageCauseCode, PageCode } from './codes.ts'

const compareSteps = [
  'Open {url} in Microsoft Edge on this PC. Do not log on.',
  'CCMS: compare the page with the picture in the annex of HKEX’s circular on preparing for 2FA. CCASS and DMS: look for the “Login with …” choices that Annex 1 of HKEX’s circular on the launch of 2FA prints.',
]

/** Where a box opens the connection on its way. */
const askMiddlebox = [
  'Ask the network team whether {middlebox}, which opens this connection on its way, answered for {url} itself. Only if it did not, go on.',
]

export const pageTextEn = {
  name: 'Log-on page',
  findings: {
    'page/landing': '{url} shows the landing page with its log-in choices',
    'page/log-on-form':
      '{url} shows a form with a password field; that this is the 2FA page is our inference, as HKEX’s circular shows the page only as a picture',
    'page/answered': '{url} answers (status {statusCode})',
    'page/seen-in-browser': 'The browser of this PC shows the page of {url}; asked for it by itself, this program saw: {seen}',
    'page/unexpected': '{url} answers with a page that we do not know (status {statusCode}, title “{title}”)',
    'page/not-recognised': 'A page came from {url} (status {statusCode}, title “{title}”); what it shows, only a browser can tell',
    'page/needs-cookies': '{url} kept redirecting and asked for cookies; this program keeps none, so only a browser can tell',
    'page/redirect-loop': '{url} redirects in a circle and asks for no cookie',
    'page/redirected-away': '{url} sends the browser to another host: {onward}',
    'page/sent-unencrypted': '{url} sends the browser on to {lastUrl}, which is not encrypted, and nobody answers there ({failure})',
    'page/captive-portal': 'Something on the network answered in the place of {host} ({seen})',
    'page/certificate-first': '{url} answers, but Edge stops at the certificate before it shows any page',
    'page/forbidden': '{host} refuses {url} (status 403)',
    'page/not-found': '{host} does not know {url} (status {statusCode})',
    'page/server-error': '{host} answers {url} with an error of its own (status {statusCode})',
    'page/outside-service-hours': '{url} does not work at {hongKongTime} (Hong Kong time); the service opens at {opensAt}',
    'page/no-answer': 'The connection to {host} was made, but no complete answer to {url} came ({failure})',
    'page/unreachable': '{url} could not be loaded: it failed at {host} ({stage}: {failure})',
    'page/integrated-authentication':
      '{url} was not asked for: the proxy {via} wants the Windows account, which Edge gives by itself and this program cannot',
    'page/not-asked': '{url} could not be judged from here',
    'page/not-finished': '{url} was not finished within the time of this run',
  },
  causes: {
    'page/captive-portal': {
      title: 'The network wants somebody to sign in before it lets this PC through',
      why: 'Not {host} answered, but something on the way ({seen}). That is how guest networks, hotel networks and some firewalls ask for a sign-in. Until then no log-on page can be reached.',
      steps: [
        'Check that the PC is on the office’s own network or the leased line, not on a guest network.',
        'If your network has a sign-in page, open Microsoft Edge, sign in there, and run this check again.',
        'If it should have none for this PC, give this report to your network team: the PC’s address {source} has to be let through to {hosts} without a sign-in.',
      ],
    },
    'page/redirected-away': {
      title: '{host} sends the browser to {onwardHost}',
      why: 'The log-on page was asked for and the answer led to {onward}, a host that is not in this program’s profile. It was not contacted. It may be a notice that the service has moved or is closed, or a page of your own web filter.',
      steps: [
        askMiddlebox,
        ...compareSteps,
        'If Edge shows a page of your company or of its web filter, ask the network team to let {url} through.',
        'If Edge shows a page of HKEX, follow what it says, or ask HKEX whether the address has changed.',
      ],
    },
    'page/sent-unencrypted': {
      title: '{host} sends the browser to an address without encryption, where nobody answers',
      why: 'The answer of {url} leads on to {lastUrl}. That address is not encrypted, and the connection to it fails ({failure}). A log-on page does not lead there: the server is set up wrongly, or something on the way answers in its place.',
      steps: [
        askMiddlebox,
        'Open {url} in Microsoft Edge on this PC. Do not log on. If Edge shows the log-on page, nothing needs to be mended.',
        'If a proxy or web filter stands on the way, ask the network team whether it sends {url} on to its own page.',
        'Otherwise report it to HKEX with the address {lastUrl} and the time {hongKongTime} (Hong Kong time).',
      ],
    },
    'page/redirect-loop': {
      title: '{host} redirects in a circle',
      why: 'Each answer of {host} leads to the next redirect, and none of them asks for a cookie. A browser gives up in the same way (“redirected you too many times”).',
      steps: [
        askMiddlebox,
        'Open {url} in Microsoft Edge to confirm it.',
        'Report it to HKEX with the time {hongKongTime} (Hong Kong time) and this report.',
      ],
    },
    'page/forbidden': {
      title: '{host} refuses this terminal (403 Forbidden)',
      why: 'The connection works and the server answers, but it refuses the page. CCASS checks the source IP address against the range that HKEX gave to the participant. This PC’s own address is {source}; with NAT another one arrives at HKEX, and which one cannot be seen from here. A web filter on the way can answer 403 as well (server: {server}, title: “{title}”).',
      steps: [
        'Open {url} in Microsoft Edge. If the log-on page appears there, only this program was refused and nothing needs to be mended.',
        'Ask the network team which source address leaves towards {host}, and whether NAT translates it into the range that HKEX gave to you. On an office LAN the terminal needs NAT.',
        'If a proxy or web filter stands on the way, ask the network team whether it refuses {url}.',
        'If the source address is right, give it to HKEX with the time {hongKongTime} (Hong Kong time) and ask whether it is allowed.',
      ],
    },
    'page/not-found': {
      title: '{host} no longer knows the documented address',
      why: 'The server answered {url} with “not found” (status {statusCode}). The address is the one in this program’s profile; for CCASS, DMS and CCMS it is the one that HKEX’s 2FA circulars print.',
      steps: [
        askMiddlebox,
        'Open {url} in Microsoft Edge to confirm it.',
        'Look for a newer HKEX circular that names another address. If there is none, ask HKEX.',
      ],
    },
    'page/server-error': {
      title: [
        '{host}, or {middlebox} in its place, answers with an error (status {statusCode})',
        '{host} has a fault of its own (status {statusCode})',
      ],
      why: [
        '{middlebox} opens this connection on its way, and the answer may be its own: {url}, status {statusCode}, at {hongKongTime} (Hong Kong time). Nothing on this PC mends that.',
        'This PC reached the server, and the server reported an error: {url}, status {statusCode}, at {hongKongTime} (Hong Kong time). Nothing on this PC mends that.',
      ],
      steps: [
        askMiddlebox,
        'Run this check again in some minutes.',
        'If it stays, report it to HKEX with the status {statusCode} and the time {hongKongTime} (Hong Kong time).',
      ],
    },
    'page/outside-service-hours': {
      title: 'The service is not open yet: it opens at {opensAt}',
      why: 'It is {hongKongTime} in Hong Kong. Before {opensAt} the service may be closed, and an answer like this one ({seen}) is then no fault. Which days it opens on is not known to this program.',
      steps: ['Run this check again after {opensAt} (Hong Kong time).', 'If it still fails then, report it to HKEX.'],
    },
    'page/unexpected': {
      title: 'A page came from {host} that this program does not know',
      why: 'The server answered {url} with status {statusCode} and the title “{title}”. That page shows neither the printed log-in choices nor a log-on form. HKEX may have changed it, or may show a notice.',
      steps: [
        askMiddlebox,
        ...compareSteps,
        'If the log-on page is there, nothing needs to be mended.',
        'If something else is there, follow what it says, or ask HKEX with the time {hongKongTime} (Hong Kong time).',
      ],
    },
    'page/no-answer': {
      title: '{host} accepts the connection and then gives no page',
      why: 'The connection to {host} was made, but the request for {url} got no complete answer ({failure}) at {hongKongTime} (Hong Kong time). Either the service has a fault, or a device on the way cuts the connection. From here the two look alike.',
      steps: [
        askMiddlebox,
        'Open {url} in Microsoft Edge to confirm it, and run this check again in some minutes.',
        'If other terminals of your office load the page, ask the network team what is different on the way from {source}.',
        'If none of them does, report it to HKEX with the time {hongKongTime} (Hong Kong time).',
      ],
    },
  },
} satisfies CheckText<PageCode, PageCauseCode>
