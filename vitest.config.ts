import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** What changes its whole process, or must begin in a new one: its clock, its environment, its modules. */
const alone = [
  'server/src/features/organizations/role-offers/role-offers.test.ts',
  'server/src/features/identity/{accounts/sign-in,desk/desk,passwords/passwords,sessions/sessions,tokens/tokens}.test.ts',
  'tools/**/*.test.ts',
]

/** What only a pooler in between can show (`TEST_POOLER=pgbouncer`, tools/test.mjs). */
const elsewhere = process.env.TEST_POOLER ? [] : ['server/src/kit/pools/behind-a-pooler.test.ts']

// processes that tests start compile what they share once
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, '.cache/compiled')

export default defineConfig({
  test: {
    globalSetup: ['server/src/testing/cluster.ts'],
    setupFiles: ['server/src/testing/leave-as-found.ts'],
    // built already; the runner would read it anew for each page, 35 MB and a full collection of garbage a world
    server: { deps: { external: [/\/web\/dist\/server\//] } },
    pool: 'forks',
    // one more than most machines have to spare: tests wait for locks, lines and processes
    maxWorkers: 3,
    // collecting what is young took a tenth of the time
    execArgv: ['--max-semi-space-size=32'],
    // they end what hangs and judge nothing: a busy machine takes as long as it takes
    testTimeout: 900_000,
    hookTimeout: 900_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 300_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          // half of a file's time is what it imports: once for all of them
          isolate: false,
          include: ['contract/src/**/*.test.ts', 'server/src/**/*.test.ts', 'web/src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone, ...elsewhere],
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, exclude: [...configDefaults.exclude, 'tools/example-feature/**'] },
      },
    ],
  },
})
