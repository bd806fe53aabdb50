import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint } from '../../../agent/cms/trust.ts'
import { inGroups } from '../../../agent/request/show.ts'
import { withdraw } from '../../../helpdesk/requests/withdraw.ts'
import { frameWords } from '../../../helpdesk/web/frame-words.ts'
import { DAY_MS, make, page } from '../requests/making.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'

const program = Buffer.alloc(3_000_000, 'program ')

let folder: string
let running: RunningDesk
let withProgram: RunningDesk
let nowMs: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-callers-'))
  nowMs = Date.now()
  const agentExe = join(folder, 'terminal-preflight.exe')
  writeFileSync(agentExe, program)
  const doors = { clock: { wallMs: () => nowMs } }
  ;[running, withProgram] = await Promise.all([startDesk({ doors }), startDesk({ doors, options: { agentExe } })])
})
afterAll(async () => {
  await Promise.all([running.close(), withProgram.close()])
  rmSync(folder, { recursive: true, force: true })
})

describe('the page behind a link', () => {
  it('says in both languages, the visitor’s first, who asks, what to do and what goes', async () => {
    const { desk } = running
    const { link } = await make(desk, { case: 'INC123' })
    const english = await page(link, null)
    expect(english.status).toBe(200)
    const own = inGroups(fingerprint(desk.keys.signer.certificates[0]))
    expect(english.text.split(own).length).toBe(3)
    expect(english.text.match(/<li>/g)?.length).toBeGreaterThan(20)
    expect(english.text.indexOf('Check your terminal PC')).toBeLessThan(english.text.indexOf('檢查您的終端機'))
    for (const part of ['Test helpdesk', 'INC123', 'It is encrypted', 'No password', '不會要求或傳送任何密碼'])
      expect(english.text).toContain(part)
    const chinese = await page(`${link}?lang=zh-HK`, null)
    expect(chinese.text).toContain('<html lang="zh-HK">')
    expect(chinese.text.indexOf('<section lang="en"')).toBeGreaterThan(chinese.text.indexOf('檢查您的終端機'))
  })

  it('has five steps, whether the program comes along or not', async () => {
    for (const { desk } of [running, withProgram]) {
      const { text } = await page((await make(desk)).link, null)
      for (const list of text.match(/<ol class="steps">.*?<\/ol>/gs) ?? []) expect(list.match(/<li>/g)?.length).toBe(5)
      expect(text.match(/<ol class="steps">/g)?.length).toBe(2)
      expect(text.includes('check.zip')).toBe(desk === withProgram.desk)
    }
  })

  it('shows nothing of the case but its name, and nothing of it as markup', async () => {
    const { link, record } = await make(running.desk, {
      case: '"><script>alert(1)</script>',
      message: 'for your eyes <b>',
      madeBy: 'planted-account',
      profiles: ['dms'],
    })
    const { text } = await page(link, null)
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)')
    for (const secret of ['<script>alert', 'for your eyes', 'planted-account', record.id, record.sha256, record.tokenSha256, 'Delegated']) {
      expect(text).not.toContain(secret)
    }
  })

  it('has a frame in both languages too, the visitor’s first; other pages speak one', async () => {
    const { link } = await make(running.desk)
    const { skip, name, foot } = frameWords['zh-HK']
    const { text } = await page(link, null)
    for (const part of [
      ` · <span lang="zh-HK">${skip}</span>`,
      `${frameWords.en.name} · <span lang="zh-HK">${name}</span>`,
      `<p lang="zh-HK">${foot}</p>`,
    ])
      expect(text).toContain(part)
    expect((await page(`${link}?lang=zh-HK`, null)).text).toContain(`>${name} · <span lang="en">${frameWords.en.name}</span>`)
    expect((await page(`${link.slice(0, -1)}?lang=en`, null)).text).toContain(`<p lang="zh-HK">${foot}</p>`)
    expect((await page(`${running.url}/log-on?lang=en`, null)).text).not.toContain(foot)
  })

  it('says what strict leaves out, and that it is not encrypted', async () => {
    const { text } = await page((await make(running.desk, { redaction: 'strict', encrypt: false })).link, null)
    expect(text).toContain('pictures and texts of pages')
    expect(text).toContain('It is not encrypted')
  })

  it('is kept by nobody, named to nobody, found by nobody, and written down without its secret', async () => {
    const { link } = await make(withProgram.desk)
    for (const path of ['', '/request', '/check.zip']) {
      const { headers } = await page(link + path, null)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toContain('noindex')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(withProgram.logged.join('')).not.toContain(link.slice(-43))
  })
})

describe('the file', () => {
  it('is the request, as a download by its own name', async () => {
    const { link, file } = await make(running.desk, { case: '個案 "7"; x=y' })
    const answer = await fetch(`${link}/request`)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="__-7-x-y.preflight-request"; filename*=UTF-8''%E5%80%8B%E6%A1%88-7-x-y.preflight-request`,
    )
    expect(Buffer.from(await answer.bytes())).toEqual(file)
  })

  it.each(['INC"\r\nSet-Cookie: x=y', "it's (here)*!", '\u202Egpj.exe', '%0d%0a'])('breaks out of no header: %j', async (caseName) => {
    const { attachment } = await import('../../../helpdesk/callers/attachment.ts')
    expect(attachment(caseName)).toMatch(/^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.%~-]*$/)
  })
})

describe('the ZIP', () => {
  it('holds program, request and README, by Debian’s unzip', async (context) => {
    if (spawnSync('unzip', ['-v']).error !== undefined) return context.skip('the package unzip is not installed')
    const { link, file } = await make(withProgram.desk, { case: '個案 7' })
    const answer = await fetch(`${link}/check.zip`)
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E5%80%8B%E6%A1%88-7.zip")
    const zip = Buffer.from(await answer.bytes())
    expect(zip.length).toBe(Number(answer.headers.get('content-length')))
    const [path, into] = [join(folder, 'check.zip'), join(folder, 'unzipped')]
    writeFileSync(path, zip)
    execFileSync('unzip', ['-q', path, '-d', into], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    expect(readFileSync(join(into, 'terminal-preflight.exe')).equals(program)).toBe(true)
    expect(statSync(join(into, 'terminal-preflight.exe')).mode & 0o111).toBe(0o111)
    expect(readFileSync(join(into, '個案-7.preflight-request'))).toEqual(file)
    const readme = readFileSync(join(into, 'README.txt'), 'utf8')
    // It lies in the ZIP: nobody is told to download it.
    expect(readme).toContain('2. Not unpacked yet?')
    expect(readme).not.toContain('Download')
    expect(readme.startsWith('\uFEFF')).toBe(true)
    expect(readme.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const part of ['個案 7', 'Double-click terminal-preflight.exe', '連按兩下 terminal-preflight.exe', '5. '])
      expect(readme).toContain(part)
    expect(readme).toContain(inGroups(fingerprint(withProgram.desk.keys.signer.certificates[0])))
  })

  it('opens with Python too, and every file in it is whole', async (context) => {
    if (spawnSync('python3', ['--version']).error !== undefined) return context.skip('python3 is not installed')
    const { link } = await make(withProgram.desk)
    const path = join(folder, 'python.zip')
    writeFileSync(path, await (await fetch(`${link}/check.zip`)).bytes())
    const script = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), sorted(z.namelist()))'
    expect(execFileSync('python3', ['-c', script, path]).toString()).toBe(
      "None ['INC123.preflight-request', 'README.txt', 'terminal-preflight.exe']\n",
    )
  })

  it('is not there without a program, nor after it has gone', async () => {
    expect((await page(`${(await make(running.desk)).link}/check.zip`, null)).status).toBe(404)
    const agentExe = join(folder, 'gone.exe')
    writeFileSync(agentExe, 'x')
    const desk = await startDesk({ options: { agentExe } })
    try {
      const { link } = await make(desk.desk)
      expect((await page(link, null)).text).toContain('check.zip')
      rmSync(agentExe)
      expect((await page(link, null)).text).not.toContain('check.zip')
      expect((await page(`${link}/check.zip`, null)).status).toBe(404)
    } finally {
      await desk.close()
    }
  })

  it('leaves no file open behind a caller who goes away', async (context) => {
    if (process.platform !== 'linux') return context.skip('open files are counted by /proc')
    const { readdirSync, readlinkSync } = await import('node:fs')
    const openPrograms = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === join(folder, 'terminal-preflight.exe')
        } catch {
          return false
        }
      }).length
    const { link } = await make(withProgram.desk)
    for (let each = 0; each < 5; each++) {
      await new Promise<void>((resolve) => {
        const asked = httpRequest(`${link}/check.zip`, (answer) => {
          answer.once('data', () => {
            asked.destroy()
            resolve()
          })
        })
        asked.on('error', () => {}).end()
      })
    }
    for (let tries = 0; tries < 50 && openPrograms() > 0; tries++) await wait(50)
    expect(openPrograms()).toBe(0)
  })
})

describe('a link that leads nowhere', () => {
  async function all(link: string) {
    const answers = await Promise.all(['', '/request', '/check.zip'].map((path) => page(link + path, null)))
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1)
    expect(new Set(answers.map(({ text }) => /<h1>[^<]*<\/h1>/.exec(text)?.[0])).size).toBe(1)
    const [first] = answers
    expect(first?.text).toMatch(/索取|不用/)
    return [first?.status, /<h1>([^<]*)<\/h1>/.exec(first?.text ?? '')?.[1]]
  }

  it('because its time is over', async () => {
    const { link } = await make(withProgram.desk, { expiresMs: nowMs + DAY_MS })
    expect((await page(link, null)).status).toBe(200)
    nowMs += DAY_MS
    expect(await all(link)).toEqual([410, 'This link has ended'])
  })

  it('because it was withdrawn', async () => {
    const { link, record } = await make(withProgram.desk)
    await withdraw(record.id, { who: 'x', from: '' }, withProgram.desk)
    expect(await all(link)).toEqual([410, 'The helpdesk has taken this link back'])
  })

  it('because it was answered', async () => {
    const { link, record } = await make(withProgram.desk)
    await withProgram.desk.index.claim(record.id, 'd'.repeat(64))
    expect(await all(link)).toEqual([410, 'The helpdesk has your answer'])
  })

  it.each(['A'.repeat(43), 'short', 'a'.repeat(250), "'%20OR%201=1--", '%00', '..%2f..%2fetc%2fpasswd', '%F0%9F%98%80'])(
    'because there is none such: %s',
    async (secret) => {
      expect(await all(`${withProgram.url}/r/${secret}`)).toEqual([404, 'This link leads nowhere'])
    },
  )

  it('is told apart from another by nothing that a digest would give', async () => {
    const { link, record } = await make(withProgram.desk)
    // Whoever has read the disk has the digest, and it opens nothing.
    expect((await page(`${withProgram.url}/r/${record.linkSha256}`, null)).status).toBe(404)
    expect(
      (
        await page(
          link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
          null,
        )
      ).status,
    ).toBe(404)
  })
})

it('an address that asks without end is told to wait', async () => {
  const desk = await startDesk()
  try {
    const { link } = await make(desk.desk)
    const statuses: number[] = []
    for (let each = 0; each < 130; each++) statuses.push((await fetch(`${desk.url}/r/x`)).status)
    expect(statuses.slice(0, 100)).toEqual(Array(100).fill(404))
    expect(statuses.at(-1)).toBe(429)
    const answer = await page(link, null)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.text).toContain('Wait a minute')
  } finally {
    await desk.close()
  }
})
