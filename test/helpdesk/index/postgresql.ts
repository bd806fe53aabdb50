/** A PostgreSQL of a test's own, over Debian's psql: whether what the index asks for is SQL that it understands too. */

import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Sql, SqlRow, SqlValue, Statement } from '../../../helpdesk/index/sql.ts'

const versions = '/usr/lib/postgresql'
const [newest] = existsSync(versions) ? readdirSync(versions).toSorted((a, b) => Number(b) - Number(a)) : []
const isRoot = process.getuid?.() === 0

/** Why there is none; undefined where there is one. Its server refuses to run as root: then it runs as the user that Debian made for it. */
export const noPostgresql = newest === undefined ? 'it takes PostgreSQL (Debian: postgresql)' : undefined

export interface Postgresql {
  /** Over an empty database. */
  empty(): Promise<Sql>
  stop(): Promise<void>
}

export async function startPostgresql(): Promise<Postgresql> {
  const folder = await mkdtemp(join(tmpdir(), 'pg-'))
  const bin = (name: string) => join(versions, newest ?? '', 'bin', name)
  const asServer = (file: string, args: readonly string[]) =>
    isRoot ? (['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', file, ...args]] as const) : ([file, args] as const)
  const run = (name: string, ...args: string[]) => {
    const [file, rest] = asServer(bin(name), args)
    execFileSync(file, rest, { stdio: 'pipe', cwd: folder })
  }
  if (isRoot) execFileSync('chown', ['postgres', folder])
  await chmod(folder, 0o700)
  const data = join(folder, 'data')
  run('initdb', '--no-sync', '--auth=trust', '--encoding=UTF8', '--locale=C', '-D', data)
  run('pg_ctl', '--silent', '-w', '-D', data, '-l', join(folder, 'log'), '-o', `-c listen_addresses='' -c fsync=off -k ${folder}`, 'start')
  return {
    async empty() {
      const [file, args] = asServer(bin('psql'), ['-X', '-A', '-t', '-h', folder, '-d', 'postgres'])
      const sql = overPsql(file, args, folder)
      await sql.run([['DROP SCHEMA public CASCADE'], ['CREATE SCHEMA public']])
      return sql
    },
    async stop() {
      run('pg_ctl', '--silent', '-w', '-m', 'immediate', '-D', data, 'stop')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function overPsql(file: string, args: readonly string[], cwd: string): Sql {
  const child = spawn(file, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  let turn: Promise<unknown> = Promise.resolve()
  const ask = (text: string): Promise<string[]> => {
    const answer = turn.then(async () => {
      const mark = randomUUID()
      // What an error says goes the other way, and may come later.
      child.stdin.write(`${text};\n\\if :ERROR\n\\echo failed\n\\endif\n\\echo ${mark}\n`)
      const said: string[] = []
      for (let line = await lines.next(); line.value !== mark; line = await lines.next()) {
        if (line.done === true) throw new Error(errors)
        said.push(line.value)
      }
      if (said.at(-1) !== 'failed') return said
      throw new Error(`${text}: ${errors}`)
    })
    turn = answer.catch(() => {})
    return answer
  }
  return {
    async all(...statement) {
      const [json = '[]'] = await ask(`SELECT replace(coalesce(json_agg(t), '[]')::text, chr(10), ' ') FROM (${filled(statement)}) t`)
      return JSON.parse(json) as SqlRow[]
    },
    async run(statements) {
      const tags = await ask(['BEGIN', ...statements.map(filled), 'COMMIT'].join(';\n'))
      return Number(/\d+$/.exec(tags.at(-2) ?? '')?.[0] ?? 0)
    },
    async close() {
      child.stdin.end('\\q\n')
    },
  }
}

function filled([text, ...values]: Statement): string {
  let at = 0
  return text.replaceAll('?', () => literal(values[at++] ?? null))
}

function literal(value: SqlValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  return value === null ? 'NULL' : String(value)
}
