import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { PanelSearch } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useMayOpenInEmergency } from './emergency.ts'

/** Whoever is not found here may be a patient of another clinic, or restricted. */
export function EmergencyButton() {
  const { t } = useTranslation('patients')
  const { set } = useAddress<PanelSearch>()
  if (!useMayOpenInEmergency()) return null
  return (
    <Button icon={<Siren aria-hidden="true" className="size-4" />} onPress={() => set({ emergency: '1' })}>
      {t('emergency.action')}
    </Button>
  )
}
