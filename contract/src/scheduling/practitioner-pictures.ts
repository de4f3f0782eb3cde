import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { idsQuery, picture, smallPicture, whichPicture } from '../kit/pictures.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'

const params = { organization: slug, id }

export const practitionerPictureRoutes = {
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/practitioners/{id}/picture',
    summary: 'A practitioner’s picture, a square of 256 pixels',
    permission: 'member',
    params,
    query: whichPicture,
    output: bytesAnswer,
  }),
  set: operation({
    method: 'PUT',
    path: '/organizations/{organization}/practitioners/{id}/picture',
    summary: 'Show a portrait that I sent as a practitioner’s picture, in place of the one before, which is deleted',
    permission: 'schedule.manage',
    ifMatch: 'honoured',
    params,
    body: z.strictObject({ fileId: id }),
    output: picture,
    errors: ['shared-by-clinics'],
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/practitioners/{id}/picture',
    summary: 'Do without a picture of a practitioner; it is deleted',
    permission: 'schedule.manage',
    status: 204,
    params,
    output: z.void(),
    errors: ['shared-by-clinics'],
  }),
  listSmall: operation({
    method: 'GET',
    path: '/organizations/{organization}/practitioner-pictures',
    summary: 'Pictures of several practitioners, 64 pixels each, of those who have one and whom I may see',
    permission: 'member',
    params: { organization: slug },
    query: { ids: idsQuery },
    output: z.object({ items: z.array(smallPicture) }),
  }),
}
