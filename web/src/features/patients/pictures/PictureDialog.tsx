import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { PortraitField, pictureChanges } from '../../files/public.ts'
import { fullName } from '../patients/naming.ts'
import { PatientMark } from '../patients/SpeciesIcon.tsx'
import { pictureUrl } from './small-picture.ts'

type Props = { patient: Patient; onClose: () => void }

export function PictureDialog({ patient, onClose }: Props) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const refresh = useRefresh()
  const params = { organization: slug, id: patient.id }
  const changes = pictureChanges({
    set: (fileId) => api.patients.pictures.set({ params, body: { fileId } }),
    remove: () => api.patients.pictures.remove({ params }),
    changed: async () => {
      await refresh(q.patients.patients.key(), q.patients.guardians.key())
      onClose()
    },
    savedText: t('picture.saved'),
    removedText: t('picture.removed'),
  })
  return (
    <Dialog
      isOpen
      isPersistent
      size="small"
      title={t('picture.title')}
      description={<bdi>{fullName(patient)}</bdi>}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
    >
      <PortraitField
        organization={slug}
        url={pictureUrl(slug, patient)}
        alt={t('picture.of', { name: fullName(patient) })}
        empty={<PatientMark patient={patient} size="large" />}
        {...changes}
      />
    </Dialog>
  )
}
