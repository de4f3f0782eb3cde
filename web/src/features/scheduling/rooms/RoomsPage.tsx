import { useTranslation } from 'react-i18next'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { FeatureOffNotice } from '../../../kit/screen/FeatureOff.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { RoomsTable } from './RoomsTable.tsx'

export function RoomsPage() {
  const { t } = useTranslation('scheduling')
  return (
    <SettingPage id="rooms" actions={<AddButton label={t('rooms.add')} permission="schedule.manage" toggle="rooms" />}>
      <FeatureOffNotice feature="rooms" />
      <RoomsTable />
    </SettingPage>
  )
}
