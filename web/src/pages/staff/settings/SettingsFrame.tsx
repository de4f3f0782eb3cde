import { Suspense } from 'react'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AppLink, useIsAt } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { cx } from '../../../ui/class-names.ts'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { hrefOf, settingGroupsOf, useFeatures, type Setting } from '../../../kit/screen/feature.ts'

export function SettingsFrame() {
  const { t } = useTranslation('kit')
  const organization = useOrganization()
  const features = useFeatures()
  return (
    <div className="flex min-h-0 min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label={t('nav.settings')}
        data-print="hide"
        className="flex shrink-0 gap-1 border-line p-3 max-lg:overflow-x-auto max-lg:border-b lg:w-52 lg:flex-col lg:gap-4 lg:overflow-y-auto lg:border-e lg:pt-6"
      >
        {settingGroupsOf(features, organization).map(([group, settings]) => (
          <SettingGroup key={group} id={group} settings={settings} />
        ))}
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1">
        <Suspense fallback={<TablePending />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  )
}

/** What belongs together, under its name where that is more than the name of its only setting. */
function SettingGroup({ id, settings }: { id: string; settings: Setting[] }) {
  const { t } = useTranslation('kit')
  const { slug } = useOrganization()
  const isAt = useIsAt()
  const name = t(`settingsGroup.${id}`)
  const isNamed = settings.length > 1 || t(`settings.${settings[0]?.id}`) !== name
  return (
    <div role="group" aria-label={name} className="flex gap-1 lg:flex-col">
      {isNamed && (
        <p aria-hidden="true" className="px-3 pb-1 text-12 font-semibold text-muted max-lg:hidden">
          {name}
        </p>
      )}
      {settings.map((setting) => {
        const href = hrefOf(setting.screen.path, slug)
        return (
          <AppLink
            key={setting.id}
            href={href}
            aria-current={isAt(href) ? 'page' : undefined}
            ref={isAt(href) ? bringIntoSight : undefined}
            className={cx(
              'flex h-control shrink-0 items-center rounded-lg px-3 whitespace-nowrap transition-colors -outline-offset-2!',
              isAt(href) ? 'bg-accent-soft font-semibold text-accent-ink' : 'text-muted hover:bg-hover hover:text-ink',
            )}
          >
            {t(`settings.${setting.id}`)}
            {setting.mark && (
              <Suspense>
                <setting.mark />
              </Suspense>
            )}
          </AppLink>
        )
      })}
    </div>
  )
}

/** On a phone the list is longer than the screen is wide. */
const bringIntoSight = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ inline: 'center', block: 'nearest' })
