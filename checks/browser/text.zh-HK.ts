import type { CheckText } from '../text.ts'

export const browserTextZhHk = { name: '瀏覽器', findings: {}, causes: {} } satisfies CheckText
