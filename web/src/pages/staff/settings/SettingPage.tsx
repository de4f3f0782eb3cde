import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { NoAccess, Page } from '../Page.tsx'
import { settingsOf, type SettingId } from '../frame/nav.ts'

type Props = { id: SettingId; actions?: ReactNode; panel?: ReactNode; children: ReactNode }

/** Heading, what it is for, and its panels. */
export function SettingPage({ id, actions, panel, children }: Props) {
  const { t } = useTranslation('staff')
  const organization = useOrganization()
  if (!settingsOf(organization).includes(id)) return <NoAccess />
  return (
    <Page title={t(`settings.${id}`)} panel={panel}>
      <div className="flex flex-col gap-6 p-6 max-sm:p-4">
        <PageHeader title={t(`settings.${id}`)} subtitle={t(`settingsText.${id}`)} actions={actions} />
        {children}
      </div>
    </Page>
  )
}
