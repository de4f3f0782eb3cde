import { Suspense } from 'react'
import { Outlet } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AccountSwitch, AutoLock, LanguageSwitch } from '../../features/identity/public.ts'
import { AppLink, useIsAt } from '../../kit/screen/navigation.tsx'
import { useMe } from '../../kit/session/session.tsx'
import { cx } from '../../ui/class-names.ts'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { PagePending } from '../../kit/screen/Pending.tsx'

const sections = Object.keys(paths.account) as (keyof typeof paths.account)[]

/** One's own settings, the same in every organization: the list of sections beside the chosen one, on a phone above it. */
export function AccountFrame() {
  const { t } = useTranslation('identity')
  const { memberships } = useMe()
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex h-14 shrink-0 items-center justify-between border-b border-line bg-surface px-4">
        {memberships.length > 0 ? (
          <AppLink href={paths.home()} className={`${linkClass} inline-flex items-center gap-2`}>
            <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
            {t('account.back')}
          </AppLink>
        ) : (
          <span className="font-semibold">Polyclinic</span>
        )}
        <span className="flex">
          <LanguageSwitch />
          <AccountSwitch />
        </span>
      </header>
      <div className="mx-auto flex w-full max-w-4xl flex-1 max-lg:flex-col">
        <SectionList />
        <main className="flex min-w-0 flex-1 flex-col">
          <Suspense fallback={<PagePending />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <AutoLock />
    </div>
  )
}

function SectionList() {
  const { t } = useTranslation('identity')
  const isAt = useIsAt()
  const isHere = (section: keyof typeof paths.account) =>
    section === 'profile'
      ? !sections.some((other) => other !== 'profile' && isAt(paths.account[other]()))
      : isAt(paths.account[section]())
  return (
    <nav
      aria-label={t('menu.account')}
      className="flex shrink-0 gap-1 border-line p-3 max-lg:overflow-x-auto max-lg:border-b lg:w-52 lg:flex-col lg:pt-8"
    >
      {sections.map((section) => (
        <AppLink
          key={section}
          href={paths.account[section]()}
          aria-current={isHere(section) ? 'page' : undefined}
          ref={isHere(section) ? bringIntoSight : undefined}
          className={cx(
            'flex h-control shrink-0 items-center rounded-lg px-3 whitespace-nowrap transition-colors -outline-offset-2!',
            isHere(section)
              ? 'bg-accent-soft font-semibold text-accent-ink'
              : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          {t(`section.${section}`)}
        </AppLink>
      ))}
    </nav>
  )
}

/** On a phone the list is longer than the screen is wide. */
const bringIntoSight = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ inline: 'center', block: 'nearest' })
