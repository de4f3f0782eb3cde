import { Suspense } from 'react'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AccountSwitch, AutoLock, LanguageSwitch } from '../../features/identity/public.ts'
import { SecondFactorNeeded } from '../../features/factors/public.ts'
import { TablePending } from '../../kit/screen/Pending.tsx'
import { AppLink, useIsAt } from '../../kit/screen/navigation.tsx'
import { useMe } from '../../kit/session/session.tsx'
import { cx } from '../../ui/class-names.ts'
import { paths } from '../../paths.ts'
import { VisitorFrame } from '../account/VisitorFrame.tsx'

const sections = ['organizations', 'plans', 'billing', 'toggles', 'operators', 'log', 'health'] as const

/** The pages of those who run the installation: which one is above, on a phone too. A second factor stands before all of them. */
export function PlatformFrame() {
  const { t } = useTranslation('platform')
  const { account } = useMe()
  if (account.platformNeedsSecondFactor)
    return (
      <VisitorFrame title={t('frame.secondFactor')}>
        <SecondFactorNeeded />
      </VisitorFrame>
    )
  return (
    <div className="flex h-dvh flex-col overflow-clip bg-canvas">
      <header className="flex shrink-0 flex-wrap items-center gap-x-6 border-b border-line bg-surface px-4">
        <span className="flex h-14 items-center font-semibold">{t('frame.title')}</span>
        <Sections />
        <span className="ms-auto flex">
          <LanguageSwitch />
          <AccountSwitch />
        </span>
      </header>
      <main className="flex min-h-0 min-w-0 flex-1">
        <Suspense fallback={<TablePending />}>
          <Outlet />
        </Suspense>
      </main>
      <AutoLock />
    </div>
  )
}

function Sections() {
  const { t } = useTranslation('platform')
  const isAt = useIsAt()
  const [first, ...others] = sections
  const here = others.find((section) => isAt(paths.platform[section]())) ?? first
  return (
    <nav aria-label={t('frame.title')} className="flex gap-1 max-md:order-last max-md:w-full max-md:overflow-x-auto">
      {sections.map((section) => (
        <AppLink
          key={section}
          href={paths.platform[section]()}
          aria-current={section === here ? 'page' : undefined}
          className={cx(
            'my-2 flex h-10 shrink-0 items-center rounded-lg px-3 whitespace-nowrap -outline-offset-2!',
            section === here
              ? 'bg-accent-soft font-semibold text-accent-ink'
              : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          {t(`${section}.title`)}
        </AppLink>
      ))}
    </nav>
  )
}
