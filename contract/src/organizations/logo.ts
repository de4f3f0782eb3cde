import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'

const params = { organization: slug }

const logo = z.object({ fileId: id, version: z.int() }).meta({ id: 'Logo' })

export const logoRoutes = {
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/logo',
    summary: 'The organization’s logo, as a picture',
    permission: 'member',
    params,
    /** Which one is meant to be seen, so that caches keep each apart; it is the present one that is answered. */
    query: { of: id.optional() },
    output: bytesAnswer,
  }),
  set: operation({
    method: 'PUT',
    path: '/organizations/{organization}/logo',
    summary: 'Show a picture that I sent as the organization’s logo, in place of the one before',
    permission: 'organization.manage',
    reach: 'organization',
    ifMatch: 'honoured',
    params,
    body: z.strictObject({ fileId: id }),
    output: logo,
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/logo',
    summary: 'Do without a logo; the picture is deleted',
    permission: 'organization.manage',
    reach: 'organization',
    status: 204,
    params,
    output: z.void(),
  }),
}
