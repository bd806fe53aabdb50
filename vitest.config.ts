import { defineConfig } from 'vitest/config'

/** What users get, as files: with disks that are full, processes that are killed, Windows as Wine plays it. */
const built = ['test/built/**/*.test.ts']

/** Worlds of servers and browsers, whose limits run in real time: they come when everything else has ended. */
const ground = ['test/ground/**/*.test.ts']

export default defineConfig({
  test: {
    // Processes, not threads: tests open sockets, start children and set environment variables of their own.
    pool: 'forks',
    // As many as cores, no more: the agent's limits run in real time, and where it starves a server looks silent.
    maxWorkers: '100%',
    // The agent's own deadline is 20 s; on a busy machine a run may take it whole, and a test may make more than one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...built, ...ground],
          // Runs against the lab mostly wait.
          maxConcurrency: 12,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'built', include: built, maxConcurrency: 2, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'ground', include: ground, maxConcurrency: 2, sequence: { groupOrder: 2 } } },
    ],
  },
})
