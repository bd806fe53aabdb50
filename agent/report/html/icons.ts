/** Small drawings of our own, in a square of 24: strokes in the colour of the text around them. */

import type { Html } from './escape.ts'
import type { Place } from './places.ts'

function ours(markup: string): Html {
  return { markup }
}

export const placeIcons: Readonly<Record<Place, Html>> = {
  // A screen on its foot
  pc: ours('<rect x="2.5" y="4" width="19" height="12.5" rx="1.5"/><path d="M9 20.5h6M12 16.5v4"/>'),
  // A signpost
  dns: ours('<path d="M12 2.5v19M12 5h7l2.5 2.5L19 10h-7zM12 11.5H5L2.5 14 5 16.5h7z"/>'),
  // A wall
  network: ours('<path d="M2.5 4h19v16h-19zM2.5 9.3h19M2.5 14.7h19M9 4v5.3M15.5 9.3v5.4M7 9.3v5.4M12 14.7V20M17.5 4v5.3"/>'),
  // Two machines in a rack
  centre: ours(
    '<rect x="3" y="3" width="18" height="8" rx="1.5"/><rect x="3" y="13" width="18" height="8" rx="1.5"/><path d="M6.5 7h.01M6.5 17h.01M11 7h6.5M11 17h6.5"/>',
  ),
  // A page with a lock
  page: ours(
    '<path d="M2.5 3.5h19v17h-19zM2.5 8h19M5 5.8h.01M7.5 5.8h.01"/><rect x="8.5" y="13" width="7" height="5"/><path d="M10 13v-1.2a2 2 0 0 1 4 0V13"/>',
  ),
}

/** The verdict's and the lines' marks; each is a shape, so that nobody has to see its colour. */
export const marks = {
  ok: ours('<path d="M5 12.5l4.5 4.5L19 7.5"/>'),
  bad: ours('<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>'),
  warning: ours('<path d="M12 5v9M12 18.5h.01"/>'),
  elsewhere: ours('<path d="M6 12h12"/>'),
  unknown: ours('<path d="M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.1.7-1.7 1.3-1.7 2.7M12 18.6h.01"/>'),
} as const satisfies Readonly<Record<string, Html>>

export type Mark = keyof typeof marks
