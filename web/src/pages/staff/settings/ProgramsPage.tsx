import { useTranslation } from 'react-i18next'
import { ApiKeys, Apps } from '../../../features/programs/public.ts'
import { AddButton } from './AddButton.tsx'
import { SettingPage } from './SettingPage.tsx'

export function ProgramsPage() {
  const { t } = useTranslation('programs')
  const actions = (
    <>
      <AddButton label={t('newKey')} permission="keys.manage" opens="key" variant="secondary" />
      <AddButton label={t('newApp')} permission="keys.manage" opens="app" variant="secondary" />
    </>
  )
  return (
    <SettingPage id="programs" actions={actions}>
      <ApiKeys />
      <Apps />
    </SettingPage>
  )
}
