import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { work } from '../works/works.ts'

export const organizationExportRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/exports',
    summary: 'Make an archive (ZIP) of everything that the organization holds, as long work; recorded',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    confirmed: true,
    status: 202,
    params: { organization: slug },
    body: z.strictObject({}),
    output: work,
    errors: ['key-reused'],
  }),
}
