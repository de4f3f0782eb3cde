import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { api } from '../../../kit/api/api.ts'
import { smallPictures } from '../../../kit/api/small-pictures.ts'

export const useSmallPicture = smallPictures('patient', (organization, ids) =>
  api.patients.pictures.listSmall({ params: { organization }, query: { ids } }),
)

/** Where a patient's picture is read; another address for each, so that no browser shows the one before. */
export const pictureUrl = (organization: string, { id, pictureId }: Pick<PatientSummary, 'id' | 'pictureId'>) =>
  pictureId && `/api/v1/organizations/${organization}/patients/${id}/picture?of=${pictureId}`
