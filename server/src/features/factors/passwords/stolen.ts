import { createHash } from 'node:crypto'
import type { Log } from '../../../kit/log/log.ts'
import { basesOf, isMadeOfOwnWords, isPattern, type PasswordOwner } from './rules.ts'

export type PasswordCheck = (password: string, owner: PasswordOwner) => Promise<boolean>

/** The rest of the SHA-1 hashes that begin so, and how often each was seen. */
type HashRange = (prefix: string) => Promise<Map<string, number>>

let shipped: Promise<ReadonlySet<string>> | undefined

const shippedList = () =>
  (shipped ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'])))

export function createPasswordCheck({
  log,
  range,
  allowed,
}: {
  log: Log
  range?: HashRange
  /** One that may be chosen although everybody knows it: the demo's, where the demo is shown. */
  allowed?: string
}): PasswordCheck {
  async function isInService(password: string): Promise<boolean> {
    if (!range) return false
    const hash = createHash('sha1').update(password).digest('hex').toUpperCase()
    try {
      return ((await range(hash.slice(0, 5))).get(hash.slice(5)) ?? 0) > 0
    } catch (error) {
      log.warn({ part: 'passwords', err: error }, 'the service of stolen passwords did not answer')
      return false
    }
  }

  return async (password, owner) => {
    if (password === allowed) return false
    if (isPattern(password) || isMadeOfOwnWords(password, owner)) return true
    const list = await shippedList()
    return basesOf(password).some((base) => list.has(base)) || isInService(password)
  }
}
