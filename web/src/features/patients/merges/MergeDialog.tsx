import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Patient, PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { PatientSearch } from '../search/PatientSearch.tsx'
import { useWords } from '../words.ts'

/** Whom a record is compared with before both become one. */
export function MergeDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug } = useOrganization()
  const go = useGo()
  const [other, setOther] = useState<PatientSummary | null>(null)
  const isItself = other?.id === patient.id
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('merge.with')}
      description={words('merge.withText')}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
          <Button
            variant="primary"
            disabledReason={!other || isItself ? words('merge.chooseOther') : undefined}
            onPress={() => other && go(paths.merge(slug, patient.id, other.id))}
          >
            {t('merge.compare')}
          </Button>
        </>
      }
    >
      <PatientSearch
        value={other}
        onChange={setOther}
        error={isItself ? words('merge.itself') : undefined}
        autoFocus
        isRequired
      />
    </Dialog>
  )
}
