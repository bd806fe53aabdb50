/** What people use today, each as an administrator's script runs it against the 2FA page, with the limits that such scripts have. */

import { PROXY_PORT, proxyAddress, sso } from '../places.ts'

export interface Tool {
  readonly id: string
  readonly title: string
  /** What has to be installed, and the Debian package that brings it. */
  readonly needs: readonly string[]
  readonly debian: string
  /** Prints its version. */
  readonly version: string
  readonly script: string
  readonly limitSeconds: number
  /** Lines that tell, most telling first: all lines of the first pattern that finds any are kept. */
  readonly telling: readonly RegExp[]
  /** In such a line what tells nothing: curves' data, the time, what was asked for. */
  readonly leftOut?: RegExp
  /** Only for faults that are TLS's; it takes a minute for each. */
  readonly onlyTls?: true
}

const url = `https://${sso}/sso`
const plugins = '/usr/lib/nagios/plugins'
const LIMIT_SECONDS = 20
const TESTSSL_LIMIT_SECONDS = 60
const nameservers = `$(awk '/^nameserver/ { print $2 }' /etc/resolv.conf)`

/** As a monitoring server runs its checks: all at once, each result under the check's name. */
function asServices(services: Readonly<Record<string, string>>): string {
  const lines = Object.entries(services)
  return [
    // A check that hangs takes no other's result along.
    `service() { said=$(timeout 18 "$@") || [ $? != 124 ] || said='(ended after 18 s)'; echo "$name: $said" | head -n 1; }`,
    ...lines.map(([name, line], at) => `{ name="${name}"; ${line}; } >said.${at} 2>&1 &`),
    'wait',
    ...lines.map((_, at) => `cat said.${at}`),
  ].join('\n')
}

const script = [
  `for server in ${nameservers}; do echo "dig @$server: $(dig @$server +time=2 +tries=1 ${sso} | awk '/status:|timed out|communications error/ { print } /\\tA\\t/ { print $NF }' | sed -E 's/.*(status: [A-Z]+).*/\\1/; s/^;; //' | paste -sd ' ')"; done`,
  // Behind a proxy it is the proxy that looks names up.
  `for address in $(if [ -n "$HTTPS_PROXY" ]; then echo ${sso}; else getent ahostsv4 ${sso} | awk '{ print $1 }' | sort -u; fi); do nc -zv -w 3 \${HTTPS_PROXY:+-X connect -x ${proxyAddress}:${PROXY_PORT}} $address 443; done`,
  `timeout 6 openssl s_client \${HTTPS_PROXY:+-proxy ${proxyAddress}:${PROXY_PORT}} -connect ${sso}:443 -servername ${sso} -verify_hostname ${sso} </dev/null >tls.txt 2>&1; echo "s_client ended with $?"`,
  "grep -E 'verify error|:error:|s_client: |Verify return code' tls.txt | sed -E 's/^[0-9A-F]+:error:[0-9A-F]+:/error:/; s/:[^:]*\\.c:[0-9]+:/ /' | sort -u",
  'grep -q BEGIN tls.txt && openssl x509 -noout -subject -issuer -enddate -in tls.txt',
].join('\n')

const exporter = [
  `cat >blackbox.yml <<END`,
  'modules:',
  `  page: { prober: http, timeout: 12s, http: { preferred_ip_protocol: ip4 \${HTTPS_PROXY:+, proxy_url: "$HTTPS_PROXY", skip_resolve_phase_with_proxy: true} } }`,
  `  names: { prober: dns, timeout: 5s, dns: { preferred_ip_protocol: ip4, query_name: ${sso}, query_type: A } }`,
  'END',
  'prometheus-blackbox-exporter --config.file=blackbox.yml --web.listen-address=127.0.0.1:9115 >exporter.log 2>&1 &',
  'until curl -s --noproxy "*" -o /dev/null http://127.0.0.1:9115/; do sleep 0.05; done',
  'probe() { curl -s --noproxy "*" "http://127.0.0.1:9115/probe?debug=true&module=$1&target=$2" | grep -E "level=error|level=warn|msg=.(Invalid|Probe succeeded|Probe failed)" | sed -E "s|^ts=[^ ]* caller=[^ ]* module=[^ ]* target=[^ ]* |$1 $2: |"; }',
  `probe page ${url} >page.txt & pids=$!`,
  `for server in ${nameservers}; do probe names $server >names.$server.txt & pids="$pids $!"; done`,
  'wait $pids; cat page.txt names.*.txt',
].join('\n')

export const tools: readonly Tool[] = [
  {
    id: 'curl',
    title: 'curl',
    needs: ['curl'],
    debian: 'curl',
    version: "curl --version | head -n 1 | cut -d' ' -f1-2",
    script: `curl -sSfL --max-time 18 -o page.html -w '%{http_code} from %{remote_ip}\\n' ${url}`,
    limitSeconds: LIMIT_SECONDS,
    telling: [/^curl: .*/gm, /^\d{3} from .*/gm],
  },
  {
    id: 'script',
    title: 'dig + nc + openssl',
    needs: ['dig', 'nc', 'openssl'],
    debian: 'bind9-dnsutils, netcat-openbsd, openssl',
    version: "dig -v 2>&1; openssl version | cut -d' ' -f1-2",
    script,
    limitSeconds: LIMIT_SECONDS,
    telling: [/^(?:dig @|nc: |Connection to |s_client |verify error|error:| *Verify return|issuer|subject|notAfter).*/gm],
  },
  {
    id: 'plugins',
    title: 'check_dns, check_tcp, check_http',
    needs: [`${plugins}/check_dns`, `${plugins}/check_tcp`, `${plugins}/check_http`],
    debian: 'monitoring-plugins-basic, monitoring-plugins-standard',
    version: `${plugins}/check_http --version | head -n 1`,
    script: asServices({
      check_dns: `for server in ${nameservers}; do name="check_dns -s $server"; service ${plugins}/check_dns -H ${sso} -s $server -t 8 >dns.$server & done; wait; cat dns.*`,
      check_tcp: `service ${plugins}/check_tcp -H ${sso} -p 443 -t 15`,
      check_http: `if [ -n "$HTTPS_PROXY" ]; then service ${plugins}/check_http -I ${proxyAddress} -p ${PROXY_PORT} -H ${sso} -u ${url} -S -j CONNECT -t 15; else service ${plugins}/check_http -S --sni -H ${sso} -u /sso -f follow -t 15; fi`,
      'check_http -C': `service ${plugins}/check_http -S --sni -H ${sso} -C 30,14 -t 15`,
    }),
    limitSeconds: LIMIT_SECONDS,
    leftOut: / *\|time=.*$/g,
    telling: [/^check_(?!.*(?: OK: | OK -|: OK - )).*/gm, /^check_.*/gm],
  },
  {
    id: 'check_curl',
    title: 'check_curl -D',
    needs: [`${plugins}/check_curl`],
    debian: 'monitoring-plugins-standard, liburiparser1',
    version: `${plugins}/check_curl --version | head -n 1`,
    script: `${plugins}/check_curl -S -D -H ${sso} -u /sso -f follow -t 18`,
    limitSeconds: LIMIT_SECONDS,
    leftOut: / *\|time=.*$/g,
    telling: [/^HTTP .*/gm, /^.+/gm],
  },
  {
    id: 'blackbox',
    title: 'blackbox_exporter, debug=true',
    needs: ['prometheus-blackbox-exporter'],
    debian: 'prometheus-blackbox-exporter',
    version: "prometheus-blackbox-exporter --version 2>&1 | head -n 1 | cut -d' ' -f1-3",
    script: exporter,
    limitSeconds: LIMIT_SECONDS,
    telling: [/^.*level=(?:error msg=(?!"Probe failed)|info msg="Invalid).*/gm, /^.*level=.*/gm],
    leftOut: /level=\w+ msg=|(?<=^page) https:[^ ]*(?=: )|valid_rcodes=.*| duration_seconds=.*/g,
  },
  {
    id: 'testssl',
    title: 'testssl.sh -S',
    needs: ['testssl'],
    debian: 'testssl.sh',
    version: "testssl --version 2>&1 | grep -oE 'testssl +[0-9.]+'",
    script: `testssl --quiet --color 0 --warnings batch --ip one --connect-timeout 5 --openssl-timeout 5 --add-ca $ROOTS -S ${sso}`,
    limitSeconds: TESTSSL_LIMIT_SECONDS,
    onlyTls: true,
    telling: [/^ (?:Trust \(hostname\)|Chain of trust|Certificate Validity).*/gm, /^.*(?:problem|[Ff]atal|[Oo]ops).*/gm],
  },
  {
    id: 'chromium',
    title: 'Chromium, headless',
    needs: ['chromium'],
    debian: 'chromium',
    version: "chromium --version 2>/dev/null | cut -d' ' -f1-2",
    script: `chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=$PWD/browser --enable-logging=stderr --timeout=15000 --dump-dom ${url}`,
    limitSeconds: LIMIT_SECONDS,
    telling: [/(?<=headless_command_handler[^\n]*)net::ERR_[A-Z0-9_]+/g, /<title>[^<]*<\/title>|HTTP ERROR \d+/g],
  },
]
