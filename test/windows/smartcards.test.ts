import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

const atr = '3b951381018073ff01000b'

/** Wine's winscard.dll hands on to pcsc-lite: the service, the driver and the card are real. */
const script = `
wait_for() { until [ -e "$1" ]; do sleep 0.05; done; }
windows no-service smartcards.ts

mkdir /run/pcscd /run/no-readers
pcscd --foreground --disable-polkit --config /run/no-readers &
wait_for /run/pcscd/pcscd.comm
windows no-reader smartcards.ts
kill $!
wait $! || :
rm -f /run/pcscd/*

pcscd --foreground --disable-polkit &
wait_for /run/pcscd/pcscd.comm
windows empty smartcards.ts
linux test/windows/programs/card.ts 35963 ${atr} &
UNTIL_CARD=yes windows card smartcards.ts
`

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test('winscard.dll tells of no service, no reader, empty readers and a card', async () => {
    const { reports } = await runUnderWine(script)
    const reader = (name: string, state: number, atr = '') => ({ name, state, atr })
    expect(reports['no-service']).toEqual({ failure: { word: 'refused', code: '0x8010001D' }, step: 'SCardEstablishContext' })
    expect(reports['no-reader']).toEqual({ readers: [] })
    expect(reports.empty).toEqual({ readers: [reader('Virtual PCD 00 00', 0x12), reader('Virtual PCD 00 01', 0x12)] })
    expect(reports.card).toEqual({ readers: [reader('Virtual PCD 00 00', 0x22, atr), reader('Virtual PCD 00 01', 0x12)] })
  })
})
