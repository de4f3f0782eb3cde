import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Maximize2 } from 'lucide-react'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { problemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { fullName } from './naming.ts'
import { PatientFacts } from './PatientFacts.tsx'
import { PatientGlance } from './PatientGlance.tsx'
import { patientQuery } from './queries.ts'
import { useRefusal } from './use-refusal.ts'
import { PatientForm } from '../patient-form/PatientForm.tsx'
import type { PatientActions } from './PatientPage.tsx'
import { PatientWarnings } from '../warnings/PatientWarnings.tsx'
import { useWords } from '../words.ts'

type Props = {
  id: string
  onClose: () => void
  actions?: PatientActions
  children?: ReactNode
}

export function PatientQuickPanel({ id, onClose, actions, children }: Props) {
  const { t } = useTranslation('patients')
  const { slug, can } = useOrganization()
  const go = useGo()
  const { data: patient, error, refetch } = useQuery(patientQuery(slug, id))
  const [editedId, setEditedId] = useState<string | null>(null)
  const words = useWords(patient?.kind)
  const refusal = useRefusal(patient)
  const isEditing = editedId === id
  const mayWrite = can('patients.write') && patient?.abilities.update.allowed
  return (
    <SidePanel
      title={patient ? fullName(patient) : words('patient')}
      subtitle={patient && (isEditing ? words('editPatient') : <PatientGlance patient={patient} />)}
      notice={patient?.warnings && <PatientWarnings warnings={patient.warnings} />}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
      headerActions={
        <IconButton
          label={t('kit:action.openFullPage')}
          icon={<Maximize2 aria-hidden="true" className="size-4" />}
          onPress={() => go(paths.patient(slug, id))}
        />
      }
      actions={
        patient &&
        !isEditing && (
          <>
            {mayWrite && <Button onPress={() => setEditedId(id)}>{t('kit:action.edit')}</Button>}
            {typeof actions === 'function' ? actions(patient, refusal) : actions}
          </>
        )
      }
    >
      {patient ? (
        isEditing ? (
          <PatientForm
            patient={patient}
            onCancel={() => setEditedId(null)}
            onSaved={() => {
              setEditedId(null)
              toast.good(t('kit:state.saved'))
            }}
          />
        ) : (
          <div className="flex flex-col gap-4">
            {children}
            <PatientFacts patient={patient} onEdit={mayWrite ? () => setEditedId(id) : undefined} />
          </div>
        )
      ) : error ? (
        <EmptyState
          size="small"
          title={t('kit:error.title')}
          text={problemText(error)}
          action={<Button onPress={() => void refetch()}>{t('kit:action.retry')}</Button>}
        />
      ) : (
        <SkeletonRegion label={t('kit:state.loading')} className="flex flex-col gap-4">
          <Skeleton shape="block" height="7rem" />
          <Skeleton shape="block" height="12rem" />
        </SkeletonRegion>
      )}
    </SidePanel>
  )
}
