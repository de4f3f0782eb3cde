import { useTranslation } from 'react-i18next'
import { SecurityEvents } from '../../../features/organizations/public.ts'
import { EmergencyLog } from '../../../features/patients/public.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { Query } from '../../../kit/screen/screen.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { logShown } from './log-shown.ts'

export function SecurityLogPage() {
  const { t } = useTranslation('staff')
  const { slug } = useOrganization()
  const { search, set } = useAddress<{ of: 'emergencies' }>()
  usePrefetched<Query>(logShown(slug, search))
  return (
    <SettingPage id="log">
      <Tabs
        label={t('kit:settings.log')}
        value={search.of === 'emergencies' ? 'emergencies' : 'rights'}
        onChange={(tab) => set({ of: tab === 'emergencies' ? tab : undefined }, { replace: true })}
        className="max-w-4xl"
        tabs={[
          { id: 'rights', label: t('log.rights'), content: <SecurityEvents /> },
          { id: 'emergencies', label: t('log.emergencies'), content: <EmergencyLog /> },
        ]}
      />
    </SettingPage>
  )
}
