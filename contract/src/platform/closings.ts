import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { standing } from '../kit/standing/standing.ts'
import { lines, name, slug } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { platformOrganizationDetails } from './organizations.ts'

/** By whoever runs the platform. */
export const platformClosingRoutes = {
  ask: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/closing',
    summary:
      'Close an organization on a day, thirty days ahead at least; without one, at once, where nobody ever came in',
    permission: 'platform:write',
    confirmed: true,
    status: 201,
    params: { id },
    /** Its members are told the reason. The day begins in the zone of the organization. */
    body: z.strictObject({ closesOn: date.optional(), reason: lines(500) }),
    output: platformOrganizationDetails,
    errors: ['wrong-state', 'key-reused'],
  }),
  callOff: operation({
    method: 'DELETE',
    path: '/platform/organizations/{id}/closing',
    summary: 'Let it go on as before; one that is closed is opened again, until its keys are deleted',
    permission: 'platform:write',
    confirmed: true,
    params: { id },
    output: platformOrganizationDetails,
    errors: ['wrong-state'],
  }),
}

/** By its own people. */
export const closingRoutes = {
  ask: operation({
    method: 'POST',
    path: '/organizations/{organization}/closing',
    summary: 'Close this organization in thirty days: until then it can be read and exported, and it can be called off',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    confirmed: true,
    status: 201,
    params: { organization: slug },
    /** Its name, as it is written: nobody closes another one by mistake. */
    body: z.strictObject({ name: name(120), reason: lines(500).optional() }),
    output: standing,
    errors: ['wrong-state', 'key-reused'],
  }),
  callOff: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/closing',
    summary: 'Let it go on as before',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    confirmed: true,
    params: { organization: slug },
    output: standing,
    errors: ['wrong-state'],
  }),
}
