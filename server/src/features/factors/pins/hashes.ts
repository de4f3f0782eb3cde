import { createHmac } from 'node:crypto'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { hashPassword, verifyPassword } from '../passwords/hashes.ts'

/**
 * A PIN has so few values that a slow hash alone would not keep it: it is keyed with the installation's secret, too, so
 * that the table alone tells nothing.
 */
export const hashPin = (master: MasterKey, accountId: string, pin: string): Promise<string> =>
  hashPassword(keyed(master, accountId, pin))

export const verifyPin = (master: MasterKey, accountId: string, pin: string, hash: string): Promise<boolean> =>
  verifyPassword({ hash, password: keyed(master, accountId, pin) })

const keyed = (master: MasterKey, accountId: string, pin: string) =>
  createHmac('sha256', master.derive('pin')).update(`${accountId}:${pin}`).digest('base64')
