import { afterAll, afterEach, expect, vi } from 'vitest'
import { takeDifferences } from './statements/row-shapes.ts'

// Most files of tests share a process: what one of them sets for itself ends with it.
afterAll(() => {
  vi.resetConfig()
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

// A statement whose rows are not what its shape says fails the test that ran it.
const compared = () => expect(takeDifferences()).toEqual([])
afterEach(compared)
afterAll(compared)
