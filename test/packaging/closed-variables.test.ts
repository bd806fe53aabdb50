import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closedVariables, closeVariables } from '../../packaging/executable/closed-variables.ts'

const names = closedVariables.map((name) => `\0${name}\0`).join('code')
/** As V8 keeps a text that JavaScript has: behind its length. */
const textOfV8 = (name: string) => `\0\0${String.fromCharCode(name.length)}\0\0\0${name}\0\0`

async function closed(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'closed-variables-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [base, outFile] = [join(folder, 'base'), join(folder, 'out')]
  await writeFile(base, content, 'latin1')
  await closeVariables(base, outFile)
  return readFile(outFile, 'latin1')
}

test('each name loses its first letter, and nothing else changes', async () => {
  const content = `head${names}${textOfV8('OPENSSL_CONF')}tail NODE_COMPILE_CACHE_PORTABLE`
  const expected = closedVariables.reduce((text, name) => text.replace(`\0${name}\0`, `\0\0${name.slice(1)}\0`), content)
  expect(await closed(content)).toBe(expected)
})

test('a base in which one is not there, or more than once, is refused', async () => {
  await expect(closed(names.replace('OPENSSL_CONF', 'OPENSSL_KONF'))).rejects.toThrow(/OPENSSL_CONF is there nowhere/)
  await expect(closed(`${names}${names}`)).rejects.toThrow(/is there more than once/)
})
