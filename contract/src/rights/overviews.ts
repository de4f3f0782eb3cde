import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { legalHold } from './legal-holds.ts'
import { rightsRequest } from './requests.ts'
import { restriction } from './restrictions.ts'

export const rightsOverview = z
  .object({
    /** The newest first; at most one of each is not lifted. */
    restrictions: z.array(restriction),
    holds: z.array(legalHold),
    requests: z.array(rightsRequest),
    abilities: abilities('restrict', 'hold', 'ask', 'erase'),
  })
  .meta({ id: 'RightsOverview' })

export type RightsOverview = z.infer<typeof rightsOverview>

export const overviewRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/rights',
    summary: 'What was asked and decided about the rights of a patient',
    permission: 'patients.read',
    params: { organization: slug, id },
    output: rightsOverview,
  }),
}
