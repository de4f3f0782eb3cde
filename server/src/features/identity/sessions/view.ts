import type { SecurityEvent, Session } from '@polyclinic/contract/identity/sessions.ts'
import type { EventRow, SessionRow } from './queries.ts'

export const sessionView = (row: SessionRow, currentId: string | undefined): Session => ({
  id: row.id,
  name: row.name ?? browserName(row.user_agent),
  hasOwnName: row.name !== null,
  method: row.method,
  hasSecondFactor: row.has_second_factor,
  beganAt: row.begun_at,
  lastActiveAt: row.last_active_at,
  ...(row.ip_address && { address: row.ip_address }),
  isCurrent: row.id === currentId,
  isLocked: row.is_locked,
})

export const eventView = (row: EventRow): SecurityEvent => ({
  id: row.id,
  at: row.at,
  kind: row.kind,
  ...(row.ip && { address: row.ip }),
  ...(row.user_agent && { device: browserName(row.user_agent) }),
  times: row.times,
})

// the first that fits: most name several that they descend from
const browsers: [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
]
const systems: [name: string, sign: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMac OS X\b|\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
]

/** "Firefox on Linux", as far as the browser says so; else the first word of what it says. */
export function browserName(userAgent: string | null): string {
  const text = userAgent ?? ''
  const browser = browsers.find(([, sign]) => sign.test(text))?.[0]
  const system = systems.find(([, sign]) => sign.test(text))?.[0]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? (/^[A-Za-z][\w.-]{0,39}/.exec(text)?.[0] || '?')
}
