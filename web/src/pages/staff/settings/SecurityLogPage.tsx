import { useTranslation } from 'react-i18next'
import { AuditLog, LogCheck, LogExport, LogPanel, type LogAddress } from '../../../features/audit/public.ts'
import { EmergencyLog } from '../../../features/patients/public.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { Query } from '../../../kit/screen/screen.ts'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { logShown } from './log-shown.ts'

export function SecurityLogPage() {
  const { t } = useTranslation('staff')
  const { slug, timeZone, clinicIds } = useOrganization()
  const { search, set } = useAddress<LogAddress & { of: 'emergencies' }>()
  usePrefetched<Query>(logShown(slug, timeZone, search))
  const isWhole = search.of !== 'emergencies'
  return (
    <SettingPage
      id="log"
      actions={
        isWhole && (
          <>
            {!clinicIds && <LogCheck />}
            <LogExport />
          </>
        )
      }
      panel={isWhole && search.entry && <LogPanel key={search.entry} id={search.entry} />}
    >
      <Tabs
        label={t('kit:settings.log')}
        value={isWhole ? 'all' : 'emergencies'}
        onChange={(tab) => set({ of: tab === 'emergencies' ? tab : undefined, entry: undefined }, { replace: true })}
        className="max-w-5xl"
        tabs={[
          { id: 'all', label: t('log.all'), content: <AuditLog /> },
          { id: 'emergencies', label: t('log.emergencies'), content: <EmergencyLog /> },
        ]}
      />
    </SettingPage>
  )
}
