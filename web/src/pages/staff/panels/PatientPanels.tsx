import { useTranslation } from 'react-i18next'
import { NewPatientPanel, PatientQuickPanel } from '../../../features/patients/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import type { PanelSearch } from '../../../paths.ts'

/** A patient at a glance: `patient` in the address. */
export function PatientBeside({ id }: { id: string }) {
  const { t } = useTranslation('staff')
  const { can } = useOrganization()
  const { set } = useAddress<PanelSearch>()
  return (
    // One panel for all of them: following the list it takes no focus.
    <PatientQuickPanel
      id={id}
      onClose={() => set({ patient: undefined })}
      actions={
        can('appointments.write') && (
          <Button variant="primary" onPress={() => set({ book: '1' })}>
            {t('patient.book')}
          </Button>
        )
      }
    />
  )
}

/** A new patient, or a guardian with several: `new` in the address. */
export function NewBeside({ form }: { form: string }) {
  const { search, set } = useAddress<PanelSearch>()
  const close = { new: undefined, name: undefined }
  return (
    <NewPatientPanel
      // What was searched for in vain is not typed twice.
      key={search.name}
      start={{ name: search.name }}
      form={form === 'customer' ? 'customer' : 'patient'}
      onFormChange={(next) => set({ new: next }, { replace: true })}
      onClose={() => set(close)}
      onOpen={(patient) => set({ ...close, patient })}
    />
  )
}
