import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: tests open sockets, start children and set environment variables of their own.
    pool: 'forks',
    // As many as cores, no more: the agent's limits run in real time, and where it starves a server looks silent.
    maxWorkers: '100%',
    // Runs against the lab mostly wait.
    maxConcurrency: 12,
    // The agent's own deadline is 20 s; on a busy machine a run may take it whole, and a test may make more than one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
