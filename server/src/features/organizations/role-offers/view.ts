import type { RoleOffer } from '@polyclinic/contract/organizations/role-offers.ts'
import type { KnownRoleRow } from './queries.ts'
import { offeredTo } from './rules.ts'

/** Of what is offered, that which `mayHandOut` holds: nobody answers for the owner what they could not give. */
export const offersIn = (roles: readonly KnownRoleRow[], mayHandOut: ReadonlySet<string>): RoleOffer[] =>
  roles.flatMap((role) => {
    const offer = offeredTo(role, roles)
    const permissions = offer?.offered.filter((permission) => mayHandOut.has(permission)) ?? []
    return offer && permissions.length > 0
      ? [{ role: { key: role.key, name: role.name }, origin: offer.origin, permissions }]
      : []
  })
