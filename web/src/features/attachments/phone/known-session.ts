import type { PhoneSession } from '@polyclinic/contract/attachments/phone-links.ts'

/** Beside the code for which it was given: another code of the same tab is another patient. */
const nameOf = (code: string) => `phone-session|${code}`

/** What this tab was given for that code, so that a page that is loaded anew goes on; undefined once its time is over. */
export function knownSession(code: string): PhoneSession | undefined {
  try {
    const session = JSON.parse(sessionStorage.getItem(nameOf(code)) ?? 'null') as PhoneSession | null
    return session && Date.parse(session.expiresAt) > Date.now() ? session : undefined
  } catch {
    return undefined
  }
}

export const rememberSession = (code: string, session: PhoneSession) =>
  sessionStorage.setItem(nameOf(code), JSON.stringify(session))

export const forgetSession = (code: string) => sessionStorage.removeItem(nameOf(code))
