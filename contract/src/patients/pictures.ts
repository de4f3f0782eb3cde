import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { idsQuery, picture, smallPicture, whichPicture } from '../kit/pictures.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'

const params = { organization: slug, id }

export const pictureRoutes = {
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/picture',
    summary: 'A patient’s picture, a square of 256 pixels',
    permission: 'patients.read',
    params,
    query: whichPicture,
    output: bytesAnswer,
  }),
  set: operation({
    method: 'PUT',
    path: '/organizations/{organization}/patients/{id}/picture',
    summary: 'Show a portrait that I sent as a patient’s picture, in place of the one before, which is deleted',
    permission: 'patients.write',
    ifMatch: 'honoured',
    params,
    body: z.strictObject({ fileId: id }),
    output: picture,
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/patients/{id}/picture',
    summary: 'Do without a picture of a patient; it is deleted',
    permission: 'patients.write',
    status: 204,
    params,
    output: z.void(),
  }),
  listSmall: operation({
    method: 'GET',
    path: '/organizations/{organization}/patient-pictures',
    summary: 'Pictures of several patients, 64 pixels each, of those who have one and whom I may see',
    permission: 'patients.read',
    params: { organization: slug },
    query: { ids: idsQuery },
    output: z.object({ items: z.array(smallPicture) }),
  }),
  readOwn: operation({
    method: 'GET',
    path: '/organizations/{organization}/own-patients/{id}/picture',
    summary: 'The picture of a patient whom I am or answer for',
    permission: 'linked',
    params,
    query: whichPicture,
    output: bytesAnswer,
  }),
}
