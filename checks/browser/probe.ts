import { defineProbe } from '../check.ts'

export const browserProbe = defineProbe({
  id: 'browser',
  needs: [],
  async probe({ io, signal }) {
    return {
      version: 1,
      platform: io.platform,
      wallMs: io.clock.wallMs(),
      browsers: [],
      policies: [],
      unread: [],
      userSettings: [],
      used: null,
      notUsed: null,
      mode: null,
      startMs: null,
      visits: [],
      leftBehind: null,
      complete: !signal.aborted,
    }
  },
})
