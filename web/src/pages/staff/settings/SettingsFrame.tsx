import { Suspense } from 'react'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AppLink, useIsAt } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { cx } from '../../../ui/class-names.ts'
import { paths } from '../../../paths.ts'
import { TablePending } from '../../PageStates.tsx'
import { settingsOf } from '../nav.ts'

/** The list of settings beside the chosen one; on a phone above it. */
export function SettingsFrame() {
  const { t } = useTranslation('staff')
  const organization = useOrganization()
  const isAt = useIsAt()
  return (
    <div className="flex min-h-0 min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label={t('nav.settings')}
        data-print="hide"
        className="flex shrink-0 gap-1 border-line p-3 max-lg:overflow-x-auto max-lg:border-b lg:w-52 lg:flex-col lg:border-e lg:pt-6"
      >
        {settingsOf(organization).map((id) => {
          const href = paths.settings[id](organization.slug)
          return (
            <AppLink
              key={id}
              href={href}
              aria-current={isAt(href) ? 'page' : undefined}
              ref={isAt(href) ? bringIntoSight : undefined}
              className={cx(
                'flex h-control shrink-0 items-center rounded-lg px-3 whitespace-nowrap transition-colors -outline-offset-2!',
                isAt(href)
                  ? 'bg-accent-soft font-semibold text-accent-ink'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {t(`settings.${id}`)}
            </AppLink>
          )
        })}
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1">
        <Suspense fallback={<TablePending />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  )
}

/** On a phone the list is longer than the screen is wide. */
const bringIntoSight = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ inline: 'center', block: 'nearest' })
