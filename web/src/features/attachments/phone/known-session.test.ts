import { afterEach, expect, test, vi } from 'vitest'
import { forgetSession, knownSession, rememberSession } from './known-session.ts'

afterEach(() => vi.unstubAllGlobals())

const session = {
  session: 's'.repeat(43),
  organization: 'Harbour Clinic',
  initials: 'N K',
  left: 30,
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
}

test('what a tab was given for one code is not used for the next one, and is forgotten when that ended', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  rememberSession('first', session)
  expect(knownSession('first')).toEqual(session)
  expect(knownSession('second')).toBeUndefined()
  forgetSession('first')
  expect(knownSession('first')).toBeUndefined()
  rememberSession('late', { ...session, expiresAt: new Date(Date.now() - 1).toISOString() })
  expect(knownSession('late')).toBeUndefined()
})
