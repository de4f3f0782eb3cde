import { createHmac, randomInt } from 'node:crypto'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'

/** Without letters that a hand writes like a digit: I, L, O, U (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10
const count = 10

/** A fresh list: ten codes of 50 bit, written `XXXXX-XXXXX`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: count }, () => {
    const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
    return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`
  })

/** What is kept of a code. Keyed with the installation's secret: the table alone tells nothing. */
export const recoveryCodeHash = (master: MasterKey, accountId: string, code: string): Buffer =>
  createHmac('sha256', master.derive('recovery-code'))
    .update(`${accountId}:${asMeant(code)}`)
    .digest()

/** As people type it: in any case, with or without hyphens and spaces, with letters that stand for digits. */
function asMeant(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
