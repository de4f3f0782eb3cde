import { useCallback, useMemo } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { notFound, useParams } from '@tanstack/react-router'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { q } from '../api/api.ts'
import { useAddress } from '../screen/navigation.tsx'
import { clinicsQuery, useOwnWork, type OwnWork } from './own-work.ts'
import { usePreview, type Preview } from './preview.ts'
import { clinicToStartAt } from './start-clinic.ts'
import { useWatched } from '../screen/watched.ts'

export const meQuery = () => q.identity.me.get.queryOptions({ input: { params: {} }, staleTime: 60_000 })

/** Who is signed in. Below a signed-in route it is there at once. */
export const useMe = (): Me => useSuspenseQuery(meQuery()).data

export type Membership = Me['memberships'][number]

export interface OrganizationSession {
  accountId: string
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  /** ISO 3166-1 alpha-2. */
  country: string
  currency: string
  timeZone: string
  membership: Membership
  /** The clinics that the role is scoped to; absent where it reaches all. */
  clinicIds?: string[]
  /** The role that is tried on: it narrows what `can` answers, and nothing can be changed. */
  preview?: Preview
  can: (permission: Permission) => boolean
  /** Whether a feature is on for the reader here. */
  isOn: (feature: ToggleKey) => boolean
}

export function useOrganization(): OrganizationSession {
  const { account, memberships } = useMe()
  const { organization: slug } = useParams({ strict: false })
  const running = usePreview()
  const preview = running?.organization === slug && running?.accountId === account.id ? running : undefined
  const membership = memberships.find((one) => one.organization.slug === slug)
  if (!membership) throw notFound()
  return useMemo(() => sessionOf(membership, account.id, preview), [membership, account.id, preview])
}

export function sessionOf(membership: Membership, accountId: string, preview?: Preview): OrganizationSession {
  const { organization, clinicIds } = membership
  const permissions = preview
    ? membership.permissions.filter((one) => preview.permissions.includes(one))
    : membership.permissions
  return {
    accountId,
    slug: organization.slug,
    name: organization.name,
    kind: organization.kind as OrganizationSession['kind'],
    country: organization.country,
    currency: organization.currency,
    timeZone: organization.timeZone,
    membership,
    clinicIds,
    preview,
    can: (permission) => permissions.includes(permission),
    isOn: (feature) => !membership.featuresOff.some((one) => one.feature === feature),
  }
}

const clinicKey = (slug: string) => `clinic:${slug}`
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The device keeps the clinic last used; what was chosen by hand ends with the session, as the next person chooses anew. */
const keptClinics = (slug: string) => ({
  chosen: sessionStorage.getItem(clinicKey(slug)),
  lastUsed: localStorage.getItem(clinicKey(slug)),
})

/** The clinic that an address names, else the one to start at. */
export function clinicAt(
  slug: string,
  named: string | undefined,
  clinics: readonly Clinic[],
  work: OwnWork | undefined,
): Clinic | undefined {
  return clinics.find(({ id }) => id === named) ?? clinicToStartAt({ clinics, ...work, ...keptClinics(slug) })
}

export function useClinic(): { clinic: Clinic | undefined; clinics: Clinic[]; choose: (id: string) => void } {
  const { slug, accountId } = useOrganization()
  const clinics = useSuspenseQuery(clinicsQuery(slug)).data.items
  const work = useOwnWork(slug, accountId)
  const { search, set } = useAddress<{ clinic: string }>()
  const named = search.clinic
  useWatched(subscribe, () => JSON.stringify(keptClinics(slug)))

  const choose = useCallback(
    (id: string) => {
      sessionStorage.setItem(clinicKey(slug), id)
      localStorage.setItem(clinicKey(slug), id)
      for (const tell of listeners) tell()
      // An address that names a clinic keeps naming the right one.
      if (named) set({ clinic: id }, { replace: true })
    },
    [slug, named, set],
  )
  return { clinic: clinicAt(slug, named, clinics, work), clinics, choose }
}

/** What the reader is among those who treat here; undefined for everybody else. */
export function useOwnPractitioner() {
  const { slug, accountId } = useOrganization()
  return useOwnWork(slug, accountId)?.practitioner
}
