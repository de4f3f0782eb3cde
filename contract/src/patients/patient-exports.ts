import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { work } from '../works/works.ts'

export const patientExportRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/exports',
    summary:
      'Make a table of the patients whom the caller sees, CSV (RFC 4180) or XLSX (ECMA-376), as long work; recorded',
    permission: 'patients.export',
    untilClosed: true,
    confirmed: true,
    status: 202,
    params: { organization: slug },
    /** `archived`: those whom nobody treats any more, instead. */
    body: z.strictObject({ archived: z.enum(['no', 'only']).optional(), format: z.enum(['csv', 'xlsx']).optional() }),
    output: work,
    errors: ['key-reused'],
  }),
}
