import type { Config } from '../../../kit/config/config.ts'

/** The platform's own name and all below it: cookies and passkeys hang on it. */
export function isReserved({ origin }: Pick<Config, 'origin'>, name: string): boolean {
  const { hostname } = new URL(origin)
  return name === hostname || name.endsWith(`.${hostname}`)
}

/** Days for which a name goes on whose record is gone. */
export const graceDays = 7

/** When that is over. */
export const endsOn = (missingSince: string): string =>
  new Date(Date.parse(missingSince) + graceDays * 86_400_000).toISOString()

export const recordName = (host: string): string => `_polyclinic.${host}`
