import { useTranslation } from 'react-i18next'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { FeatureOffNotice } from '../../../kit/screen/FeatureOff.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { ApiKeys } from '../api-keys/ApiKeys.tsx'
import { Apps } from './Apps.tsx'

export function ProgramsPage() {
  const { t } = useTranslation('programs')
  const actions = (
    <>
      <AddButton label={t('newKey')} permission="keys.manage" toggle="programs" opens="key" variant="secondary" />
      <AddButton label={t('newApp')} permission="keys.manage" toggle="programs" opens="app" variant="secondary" />
    </>
  )
  return (
    <SettingPage id="programs" actions={actions}>
      <FeatureOffNotice feature="programs" />
      <ApiKeys />
      <Apps />
    </SettingPage>
  )
}
