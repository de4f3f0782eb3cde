import { afterAll, vi } from 'vitest'

// Most files of tests share a process: what one of them sets for itself ends with it.
afterAll(() => {
  vi.resetConfig()
  vi.useRealTimers()
  vi.unstubAllEnvs()
})
