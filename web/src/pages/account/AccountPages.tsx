import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  AuthenticatorPanel,
  PasskeysPanel,
  PasswordPanel,
  PinPanel,
  ProviderOutcome,
  ProvidersPanel,
} from '../../features/factors/public.ts'
import {
  ConsentPanel,
  DeletePanel,
  ExportPanel,
  ProfilePanel,
  SecurityEventsPanel,
  SessionsPanel,
  SharedMachinePanel,
} from '../../features/identity/public.ts'
import { OrganizationChooser } from '../../features/organizations/public.ts'
import { ConnectedAppsPanel, ProgramsPanel } from '../../features/programs/public.ts'
import { useMe } from '../../kit/session/session.tsx'
import { ButtonLink } from '../../ui/buttons/Link.tsx'
import { Section } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { paths } from '../../paths.ts'

export function AccountPage({ section, children }: { section: keyof typeof paths.account; children: ReactNode }) {
  const { t } = useTranslation('identity')
  const title = t(`section.${section}`)
  return (
    <div className="flex flex-col gap-10 p-8 max-sm:px-4 max-sm:py-6">
      <title>{`${title} · Polyclinic`}</title>
      <PageHeader title={title} />
      {children}
    </div>
  )
}

export function ProfilePage() {
  const { t } = useTranslation('identity')
  const { account, memberships } = useMe()
  const isOperator = account.platformRole !== undefined
  return (
    <AccountPage section="profile">
      {isOperator && (
        <Section title={t('operator.title')}>
          <p className="mb-4 max-w-prose text-muted">{t('operator.text')}</p>
          <ButtonLink href={paths.platform.organizations()}>{t('operator.open')}</ButtonLink>
        </Section>
      )}
      <ConsentPanel />
      <ProfilePanel />
      {/* Whoever runs the platform founds no organization here. */}
      {(memberships.length > 0 || !isOperator) && (
        <Section title={t('account.organizations')}>
          <OrganizationChooser />
        </Section>
      )}
    </AccountPage>
  )
}

export const SecurityPage = () => (
  <AccountPage section="security">
    <ProviderOutcome />
    <PasswordPanel />
    <PasskeysPanel />
    <AuthenticatorPanel />
    <PinPanel />
    <ProvidersPanel />
  </AccountPage>
)

export const DevicesPage = () => (
  <AccountPage section="devices">
    <SessionsPanel />
    <SharedMachinePanel />
    <SecurityEventsPanel />
  </AccountPage>
)

export const AppsPage = () => (
  <AccountPage section="apps">
    <ConnectedAppsPanel />
    <ProgramsPanel />
  </AccountPage>
)

export const DataPage = () => (
  <AccountPage section="data">
    <ExportPanel />
    <DeletePanel />
  </AccountPage>
)
