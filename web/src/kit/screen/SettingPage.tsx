import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { useOrganization } from '../session/session.tsx'
import { useFeatures } from './feature.ts'
import { FeatureOff } from './FeatureOff.tsx'
import { NoAccess, Page } from './Page.tsx'

type Props = {
  /** As its feature names it. */
  id: string
  actions?: ReactNode
  panel?: ReactNode
  children: ReactNode
}

export function SettingPage({ id, actions, panel, children }: Props) {
  const { t } = useTranslation('kit')
  const { can, isOn } = useOrganization()
  const setting = useFeatures()
    .flatMap(({ settings = [] }) => settings)
    .find((one) => one.id === id)
  if (!setting || !can(setting.permission)) return <NoAccess />
  if (setting.toggle && !isOn(setting.toggle)) return <FeatureOff feature={setting.toggle} />
  return (
    <Page title={t(`settings.${id}`)} panel={panel}>
      <div className="flex flex-col gap-6 p-6 max-sm:p-4">
        <PageHeader title={t(`settings.${id}`)} subtitle={t(`settingsText.${id}`)} actions={actions} />
        {children}
      </div>
    </Page>
  )
}
