import { createECDH, createHmac, timingSafeEqual } from 'node:crypto'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'

/**
 * The key that ID tokens are signed with (ES256), derived from the master key: every process has the same one, and no
 * restart ends what was signed.
 */
export function signingKey(master: MasterKey) {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(master.derive('oauth-signing'))
  const point = pair.getPublicKey()
  return {
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    use: 'sig',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: pair.getPrivateKey().toString('base64url'),
  }
}

export const cookieKey = (master: MasterKey) => master.derive('oauth-cookies').toString('base64url')

/** The cookie that ties a question of an application to the browser that the application sent here. */
export const consentCookieName = 'polyclinic.consent'

/** Where it is sent to and nowhere else: several applications can ask at one moment. */
export const consentCookiePath = (uid: string) => `/api/v1/consents/${uid}`

export const consentSeal = (master: MasterKey, uid: string) =>
  createHmac('sha256', master.derive('oauth-consents')).update(uid).digest('base64url')

/** Whether the request comes from the browser in which the application asked. */
export function isAskedHere(master: MasterKey, uid: string, cookies: string | undefined): boolean {
  const given = /(?:^|;\s*)polyclinic\.consent=([\w-]+)/.exec(cookies ?? '')?.[1] ?? ''
  const [shown, expected] = [Buffer.from(given), Buffer.from(consentSeal(master, uid))]
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}
