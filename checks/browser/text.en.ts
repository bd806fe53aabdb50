import type { CheckText } from '../text.ts'

export const browserTextEn = { name: 'Browser', findings: {}, causes: {} } satisfies CheckText
