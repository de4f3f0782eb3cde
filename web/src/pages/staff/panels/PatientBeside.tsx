import { useTranslation } from 'react-i18next'
import { PatientQuickPanel } from '../../../features/patients/public.ts'
import type { PanelProps } from '../../../kit/screen/feature.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import type { PanelSearch } from '../../../paths.ts'

/** A patient at a glance: `patient` in the address. */
export function PatientBeside({ value: id }: PanelProps) {
  const { t } = useTranslation('staff')
  const { can } = useOrganization()
  const { set } = useAddress<PanelSearch>()
  return (
    // One panel for all of them: following the list it takes no focus.
    <PatientQuickPanel
      id={id}
      onClose={() => set({ patient: undefined })}
      actions={(_, refusal) =>
        can('appointments.write') && (
          <Button writes variant="primary" disabledReason={refusal('book')} onPress={() => set({ book: '1' })}>
            {t('patient.book')}
          </Button>
        )
      }
    />
  )
}
