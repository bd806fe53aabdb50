import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: tests open sockets, start children and set environment variables of their own.
    pool: 'forks',
    // Real servers and real time-outs wait rather than compute, so more files than cores run at once.
    maxWorkers: 4,
    // The agent's own deadline is 20 s; on a busy machine a run may take it whole, and a test may make more than one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A leak shows as a process that does not end, not as a hang of the whole run.
    teardownTimeout: 10_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
