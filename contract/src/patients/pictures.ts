import { pictureOperations } from '../files/pictures.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { whichPicture } from '../kit/pictures.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'

export const pictureRoutes = {
  ...pictureOperations({
    noun: 'patient',
    reading: 'patients.read',
    setting: 'patients.write',
    toggle: 'patient-pictures',
    errors: [],
  }),
  readOwn: operation({
    method: 'GET',
    path: '/organizations/{organization}/own-patients/{id}/picture',
    summary: 'The picture of a patient whom I am or answer for',
    permission: 'linked',
    params: { organization: slug, id },
    query: whichPicture,
    output: bytesAnswer,
  }),
}
