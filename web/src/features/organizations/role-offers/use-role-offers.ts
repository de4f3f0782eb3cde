import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RoleOffer } from '@polyclinic/contract/organizations/role-offers.ts'
import { api, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

const offersOf = (organization: string) =>
  q.organizations.roleOffers.list.queryOptions({ input: { params: { organization } } })

/** Whoever manages roles, for all clinics, decides. */
export function useDecidesOffers(): boolean {
  const { can, clinicIds } = useOrganization()
  return can('roles.manage') && !clinicIds
}

export function useRoleOffers(): readonly RoleOffer[] {
  const { slug } = useOrganization()
  return useSuspenseQuery(usePrefetched(offersOf(slug))).data.items
}

export function useHasRoleOffers(): boolean {
  const { slug } = useOrganization()
  return (useQuery({ ...offersOf(slug), enabled: useDecidesOffers() }).data?.items.length ?? 0) > 0
}

export function useAnswerOffers() {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ offers, isTaken }: { offers: readonly RoleOffer[]; isTaken: boolean }) =>
      api.organizations.roleOffers.answer({
        params: { organization },
        body: {
          answers: offers.map(({ role, permissions }) => ({
            role: role.key,
            take: isTaken ? permissions : [],
            leave: isTaken ? [] : permissions,
          })),
        },
      }),
    onSuccess: () => toast.good(t('offers.answered')),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.organizations.roleOffers.key(), q.organizations.roles.key(), q.identity.me.key()),
  })
}
