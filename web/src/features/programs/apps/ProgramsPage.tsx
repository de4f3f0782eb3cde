import { useTranslation } from 'react-i18next'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { ApiKeys } from '../api-keys/ApiKeys.tsx'
import { Apps } from './Apps.tsx'

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
