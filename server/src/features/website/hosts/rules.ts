import type { Config } from '../../../kit/config/config.ts'

/** The platform's own name and all below it: cookies and passkeys hang on it. */
export function isReserved({ origin }: Pick<Config, 'origin'>, name: string): boolean {
  const { hostname } = new URL(origin)
  return name === hostname || name.endsWith(`.${hostname}`)
}

export const recordName = (host: string): string => `_polyclinic.${host}`
