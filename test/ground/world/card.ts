/** `node card.ts PORT ATR`: a card in the virtual reader, until this program ends. */

import { insertCard } from '../../support/virtual-card.ts'

await insertCard(Number(process.argv[2]), Buffer.from(process.argv[3] ?? '', 'hex'))
