/** What somebody could put in the way of a program that is Node: in the environment, in the working folder, beside the executable. */

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Leaves a file of this name beside itself where it is run. */
const TRACE = 'ran.txt'
const foreignCode = `require('node:fs').appendFileSync(${JSON.stringify(TRACE)}, process.argv.join(' '))\n`

export interface Planted {
  readonly folder: string
  /** Variables that name what is planted, or nothing that there is. */
  readonly variables: Readonly<Record<string, string>>
  /** Names that have come since, the trace of foreign code among them. */
  left(): Promise<string[]>
}

/** @param folder which a program is started in, and which its executable may lie in */
export async function plant(folder: string): Promise<Planted> {
  const file = (...path: readonly string[]) => join(folder, ...path)
  const packages = ['koffi', 'undici', 'yargs', 'winston', 'escalade']
  for (const name of [...packages.map((each) => join('node_modules', each)), 'locales', 'icudt78l'])
    await mkdir(file(name), { recursive: true })
  const files: Readonly<Record<string, string>> = {
    'foreign.cjs': foreignCode,
    'index.js': foreignCode,
    'terminal-preflight.cjs': foreignCode,
    'koffi.node': 'no library',
    // Node and yargs look for settings in it.
    'package.json': '{ "main": "index.js", "version": "9.9.9", "type": "module", "yargs": { "boolean-negation": true } }\n',
    'node.config.json': '{ "nodeOptions": { "require": ["./foreign.cjs"] } }\n',
    '.env': 'NODE_OPTIONS=--require ./foreign.cjs\nXDG_STATE_HOME=/planted\n',
    'locales/en.json': '{ "Unknown argument: %s": "planted" }\n',
    'locales/C.json': '{}\n',
    // Nobody who reads it goes on.
    'openssl.cnf': 'nodejs_conf = planted\n[planted\n',
    ...Object.fromEntries(packages.map((name) => [`node_modules/${name}/index.js`, foreignCode])),
  }
  for (const [name, content] of Object.entries(files)) await writeFile(file(name), content)
  const before = new Set(await readdir(folder))
  const variables = {
    NODE_OPTIONS: `--require ${file('foreign.cjs')}`,
    NODE_PATH: file('node_modules'),
    NODE_REPL_EXTERNAL_MODULE: file('foreign.cjs'),
    NODE_COMPILE_CACHE: file('compiled'),
    NODE_V8_COVERAGE: file('coverage'),
    NODE_REDIRECT_WARNINGS: file('warnings.txt'),
    NODE_ICU_DATA: folder,
    NODE_DEBUG_NATIVE: 'CODE_CACHE,BOOTSTRAP,SEA',
    NODE_PENDING_DEPRECATION: '1',
    NODE_PRESERVE_SYMLINKS: '1',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: file('extra.pem'),
    SSL_CERT_FILE: file('roots.pem'),
    SSL_CERT_DIR: file('roots'),
    OPENSSL_CONF: file('openssl.cnf'),
    OPENSSL_MODULES: folder,
    OPENSSL_ENGINES: folder,
    // Of libraries.
    DEBUG: '*',
    DIAGNOSTICS: '*',
    LOG_STREAM: '1',
    LOG_TOKENS: '1',
    READABLE_STREAM: 'disable',
    YARGS_MIN_NODE_VERSION: '99',
  }
  return { folder, variables, left: async () => (await readdir(folder)).filter((name) => !before.has(name)) }
}
