import type { setupFailures } from '@polyclinic/contract/platform/setup.ts'

export type SetupFailure = (typeof setupFailures)[number]

/** How often it is tried without anybody asking for it. */
export const tries = 5

/** What another try would not change: somebody has to do something first. */
export const isFinal = (failure: SetupFailure) => failure !== 'unreachable' && failure !== 'unexpected'

/** Nobody else's on that server: it ends in what only this organization is called. PostgreSQL keeps 63 letters. */
export const databaseNameOf = (slug: string, id: string) =>
  `polyclinic_${slug.slice(0, 30)}_${id.replaceAll('-', '').slice(-12)}`.replaceAll(/[^a-z0-9_]/g, '_')
