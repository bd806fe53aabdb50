import { setTimeout as wait } from 'node:timers/promises'
import { realSmartcards } from '../../../checks/io/smartcards.ts'
import { report } from './report.ts'

const { readers } = realSmartcards(process.platform)
const read = () => readers(5000, new AbortController().signal)

/** With this name it asks until a card is seen: the service looks at its readers some times a second. */
const UNTIL_CARD = process.env.UNTIL_CARD !== undefined

await report(async () => {
  for (;;) {
    const answer = await read()
    if (!UNTIL_CARD || 'failure' in answer || answer.readers.some(({ atr }) => atr !== '')) return answer
    await wait(50)
  }
})
