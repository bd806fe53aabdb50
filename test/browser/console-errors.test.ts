import { expect, test } from 'vitest'
import { createRecord } from '../../checks/browser/visit-record.ts'

function kept(text: string): readonly string[] {
  const record = createRecord('https://sso.example/', 'frame')
  record.take('Runtime.consoleAPICalled', { type: 'error', args: [{ type: 'string', value: text }] })
  return record.consoleErrors
}

test.each<[name: string, text: string, line: string]>([
  ['an address', 'GET https://sso.example/a?token=secret 401', 'GET https://sso.example/a?... 401'],
  ['its fragment', 'at https://sso.example/#id_token=secret', 'at https://sso.example/#...'],
  ['a user’s', 'GET https://teller:secret@sso.example/a failed', 'GET https://sso.example/a failed'],
  [
    'one that is no page’s',
    "WebSocket connection to 'wss://sso.example/x?token=secret' failed",
    "WebSocket connection to 'wss://sso.example/x?...' failed",
  ],
  ['a path alone', 'GET /api/a?token=secret failed', 'GET /api/a?... failed'],
  ['a session in a path', 'POST /log-on;jsessionid=secret failed', 'POST /log-on;jsessionid=... failed'],
  ['a token', 'bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.secret-secret.', 'bad token ....'],
  ['a long row of letters and digits', 'session 9secret0123456789abcdef0123456789abcdef== is over', 'session ... is over'],
])('what a page complains of is kept without secrets: %s', (_name, text, line) => {
  expect(kept(text)).toEqual([line])
})

test.each([
  'Uncaught TypeError: Cannot read properties of undefined (reading "submit")',
  'Is this right? No: a === b',
  'Failed to load resource: net::ERR_NAME_NOT_RESOLVED',
  'Refused to frame https://frame.example/log-on because of its Content-Security-Policy',
])('what holds none stays as it is: %s', (text) => {
  expect(kept(text)).toEqual([text])
})

test('a long complaint of letters takes no time to look through', () => {
  expect(kept(`${'a?#;'.repeat(100_000)}`)[0]?.length).toBeLessThanOrEqual(300)
})
