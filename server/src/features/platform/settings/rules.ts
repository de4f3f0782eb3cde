import { triedParts, triedWhereConfigured } from '@polyclinic/contract/platform/setting-parts.ts'
import type { PlatformSetting } from '@polyclinic/contract/platform/settings.ts'
import type { Config } from '../../../kit/config/config.ts'

/** A host and a port: what may stand beside them in an address is a secret. */
const placeOf = (address: string) => {
  const { host, pathname } = new URL(address)
  return host || pathname
}

/** What is configured, by parts; only what nobody could sign in with is shown of it. */
export function settingsIn(config: Config): PlatformSetting[] {
  const { SMTP_URL, FILES_URL, CLAMD_URL, STRIPE_SECRET_KEY, POOL_URL, LIVE } = config
  const providers = config.signInProviders.map(({ id }) => id)
  const shown: Record<PlatformSetting['part'], string | undefined> = {
    mail: SMTP_URL && `${config.mailFrom.address} · ${placeOf(SMTP_URL)}`,
    storage: FILES_URL && placeOf(FILES_URL),
    scanner: CLAMD_URL && placeOf(CLAMD_URL),
    cards: STRIPE_SECRET_KEY && 'Stripe',
    'sign-in': providers.length > 0 ? providers.join(', ') : undefined,
    pooler: POOL_URL && placeOf(POOL_URL),
    live: LIVE,
  }
  const tried: readonly string[] = triedParts
  return Object.entries(shown).map(([part, what]) => ({
    part: part as PlatformSetting['part'],
    isConfigured: what !== undefined,
    ...(what !== undefined && { what }),
    canTry: tried.includes(part) && (!triedWhereConfigured.includes(part) || what !== undefined),
  }))
}
