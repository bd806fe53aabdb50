/** Runs a PAC script that is at work for less than half a second; its parent holds the whole process up in the middle of it. */

import { createSandbox } from '../../checks/proxy/pac-sandbox.ts'

const sandbox = createSandbox()
const run = (script: string) => sandbox.run({ script, url: 'https://www.example/', host: 'www.example', known: new Map(), myAddresses: [] })

await run('function FindProxyForURL() { return "DIRECT" }')
process.send?.('begun')
const outcome = await run(`function FindProxyForURL() {
  var begun = Date.now()
  while (Date.now() - begun < 300);
  for (var at = 0; at < 300000; at += 1);
  return "PROXY proxy.example:8080"
}`)
process.send?.(outcome, () => process.disconnect())
