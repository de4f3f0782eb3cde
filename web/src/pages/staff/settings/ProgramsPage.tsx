import { useTranslation } from 'react-i18next'
import { ApiKeys, Apps } from '../../../features/organizations/public.ts'
import { AddButton } from './AddButton.tsx'
import { SettingPage } from './SettingPage.tsx'

export function ProgramsPage() {
  const { t } = useTranslation('organizations')
  const actions = (
    <>
      <AddButton label={t('programs.newKey')} permission="keys.manage" opens="key" variant="secondary" />
      <AddButton label={t('programs.newApp')} permission="keys.manage" opens="app" variant="secondary" />
    </>
  )
  return (
    <SettingPage id="programs" actions={actions}>
      <ApiKeys />
      <Apps />
    </SettingPage>
  )
}
