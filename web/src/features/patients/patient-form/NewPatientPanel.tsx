import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { CustomerForm } from '../guardians/CustomerForm.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientForm } from './PatientForm.tsx'
import { useWords } from '../words.ts'

export type NewPatientForm = 'patient' | 'customer'

type Props = {
  form: NewPatientForm
  onFormChange: (form: NewPatientForm) => void
  start?: { name?: string }
  onClose: () => void
  onOpen: (id: string) => void
}

export function NewPatientPanel({ form, onFormChange, start, onClose, onOpen }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug } = useOrganization()
  const go = useGo()
  const onPatient = (patient: Patient) => {
    toast.good(t('added', { name: fullName(patient) }))
    onOpen(patient.id)
  }
  const onCustomer = (guardian: Guardian) => {
    toast.good(t('added', { name: guardian.name }))
    go(paths.guardian(slug, guardian.id))
  }
  return (
    <SidePanel title={words('newPatient')} closeLabel={t('kit:action.close')} onClose={onClose} size="large">
      <SegmentedControl
        label={words('newPatient')}
        value={form}
        onChange={onFormChange}
        segments={[
          { value: 'patient', label: words('oneNewPatient') },
          { value: 'customer', label: words('newCustomer') },
        ]}
        className="mb-5"
      />
      {form === 'customer' ? (
        <CustomerForm start={start} onSaved={onCustomer} onCancel={onClose} onOpenExisting={onOpen} />
      ) : (
        <PatientForm start={start} onSaved={onPatient} onCancel={onClose} onOpenExisting={onOpen} />
      )}
    </SidePanel>
  )
}
