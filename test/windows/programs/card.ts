/** A card in the first virtual reader, for as long as this runs. Not for Windows: it stands beside it. */

import { insertCard } from '../../support/virtual-card.ts'

const [port = '', atr = ''] = process.argv.slice(2)
await insertCard(Number(port), Buffer.from(atr, 'hex'))
