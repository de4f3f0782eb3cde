import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AccountSwitch, AccountSettings, ConsentPanel, LanguageSwitch } from '../../features/identity/public.ts'
import { OrganizationChooser } from '../../features/organizations/public.ts'
import { AppLink } from '../../kit/navigation.tsx'
import { useMe } from '../../kit/session.tsx'
import { Section } from '../../ui/Card.tsx'
import { linkClass } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { paths } from '../../paths.ts'

/** One's own settings, the same in every organization. */
export function AccountPage() {
  const { t } = useTranslation('identity')
  const { memberships } = useMe()
  return (
    <div className="min-h-dvh bg-canvas">
      <title>{`${t('menu.account')} · Polyclinic`}</title>
      <header className="flex h-14 items-center justify-between border-b border-line bg-surface px-4">
        <AppLink href={paths.home()} className={`${linkClass} inline-flex items-center gap-2`}>
          <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
          {t('account.back')}
        </AppLink>
        <span className="flex">
          <LanguageSwitch />
          <AccountSwitch />
        </span>
      </header>
      <main className="mx-auto flex max-w-2xl flex-col gap-8 px-6 py-8 max-sm:px-4">
        <PageHeader title={t('menu.account')} />
        <ConsentPanel />
        <AccountSettings />
        {memberships.length > 0 && (
          <Section title={t('account.organizations')}>
            <OrganizationChooser />
          </Section>
        )}
      </main>
    </div>
  )
}
