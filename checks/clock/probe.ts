import { defineProbe } from '../check.ts'

/** Reads the PC's clock. What the servers say of the time is recorded by page and tls, and compared by the judge. */
export const clockProbe = defineProbe({
  id: 'clock',
  needs: [],
  probe: async ({ io }) => ({ version: 1, wallMs: io.clock.wallMs(), utcOffsetMinutes: io.clock.utcOffsetMinutes() }),
})
