import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserArguments, chromium } from './browser.ts'

const root = path.dirname(import.meta.dirname)

// Said once, so that every worker that reads this file anew knows the same.
process.env.SEED ??= String(Math.floor(Math.random() * 2 ** 31))

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  outputDir: path.join(root, 'test-results', 'journeys'),
  globalSetup: path.join(import.meta.dirname, 'global-setup.ts'),
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  // they end what hangs and judge nothing: a busy machine takes as long as it takes
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Known once the product runs: every worker reads this file anew.
    baseURL: process.env.ORIGIN,
    launchOptions: { executablePath: chromium, args: browserArguments },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 120_000,
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
})
