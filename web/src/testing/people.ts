import type { Me } from '@polyclinic/contract/identity/me.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { permissionsOf, type BuiltInRole } from '@polyclinic/contract/kit/permission.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'

/** An id that says where it comes from. */
export const idOf = (nth: number) => `01980000-0000-7000-8000-${String(nth).padStart(12, '0')}`

export const accountId = idOf(1)

interface Wanted {
  role?: BuiltInRole
  /** Instead of those of the role. */
  permissions?: readonly string[]
  language?: Language
  kind?: 'human' | 'veterinary' | 'mixed'
  country?: string
  featuresOff?: Me['memberships'][number]['featuresOff']
  status?: Me['memberships'][number]['organization']['standing']['status']
}

/** Somebody who works at Riverside, as an owner unless it is said otherwise. */
export function memberOf(riverside: Wanted = {}): Me {
  const { role = 'owner', language = 'en', kind = 'human', country = 'GB', status = 'active' } = riverside
  return {
    account: {
      id: accountId,
      name: 'Robin Marsh',
      email: 'robin@riverside.example',
      language,
      hasSecondFactor: true,
    },
    memberships: [
      {
        organization: {
          id: idOf(2),
          slug: 'riverside',
          name: 'Riverside',
          kind,
          country,
          currency: 'EUR',
          timeZone: 'Europe/London',
          logoFileId: null,
          standing: { status, since: '2026-01-01T00:00:00.000Z' },
          accent: null,
        },
        role: { key: role, name: role },
        permissions: [...(riverside.permissions ?? permissionsOf(role))],
        needsSecondFactor: false,
        featuresOff: riverside.featuresOff ?? [],
      },
    ],
    patients: [],
    consentsAsked: [],
  }
}

export const clinic = (change: Partial<Clinic> = {}): Clinic => ({
  id: idOf(3),
  name: 'Old Town',
  timeZone: 'Europe/London',
  openingHours: [],
  version: 1,
  ...change,
})
