import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../kit/api.ts'
import { useOrganization } from '../../kit/session.tsx'

/** The lists that the settings of an organization are made of. */
export function useMembers() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(q.members.list.queryOptions({ input: { params: { organization } } })).data.items
}

export function useRoles() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(q.roles.list.queryOptions({ input: { params: { organization } } })).data.items
}

export function useInvitations() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(q.invitations.list.queryOptions({ input: { params: { organization } } })).data.items
}

export function useAccessReview() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(q.access.review.queryOptions({ input: { params: { organization } } })).data
}
