import { pictureOperations } from '../files/pictures.ts'

export const practitionerPictureRoutes = pictureOperations({
  noun: 'practitioner',
  reading: 'member',
  setting: 'schedule.manage',
  errors: ['shared-by-clinics'],
})
