import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { PatientSearch } from '../../patients/public.ts'
import { useAssigning } from './use-assigning.ts'

type Props = { document: DocumentReference; onClose: () => void }

/** Whose chart does this document belong into, if not this one? */
export function MoveDialog({ document, onClose }: Props) {
  const { t } = useTranslation('attachments')
  const [patient, setPatient] = useState<PatientSummary | null>(null)
  const { file, isFiling } = useAssigning(document)
  const isSame = patient?.id === document.patientId
  const reason = isSame ? t('move.same') : t('inbox.choose')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('move.title')}
      description={t('move.text')}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
          <Button
            variant="primary"
            writes
            isPending={isFiling}
            disabledReason={!patient || isSame ? reason : undefined}
            onPress={() => patient && void file(patient).then((isDone) => isDone && onClose())}
          >
            {t('move.action')}
          </Button>
        </>
      }
    >
      <PatientSearch
        label={t('inbox.for', { what: document.title })}
        value={patient}
        onChange={setPatient}
        error={isSame ? t('move.same') : undefined}
        autoFocus
        isRequired
      />
    </Dialog>
  )
}
