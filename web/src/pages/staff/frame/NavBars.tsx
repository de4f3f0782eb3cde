import { AppLink, useIsAt } from '../../../kit/screen/navigation.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hrefOf, useNav } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'

/** At the desk: icons, with words where the window is wide. */
export function SideBar() {
  const { t } = useTrade('staff')
  const isAt = useIsAt()
  const items = useItems()
  return (
    <nav
      aria-label={t('frame.nav')}
      data-print="hide"
      className="flex w-20 shrink-0 flex-col gap-1 border-e border-line bg-surface px-2 pt-3 max-sm:hidden xl:w-52 xl:px-3"
    >
      <Mark />
      {items.map(({ id, href, icon: Icon }) => (
        <AppLink
          key={id}
          href={href}
          aria-current={isAt(href) ? 'page' : undefined}
          className={cx(
            'flex items-center gap-3 rounded-lg transition-colors xl:h-10 xl:px-3',
            'max-xl:min-h-14 max-xl:flex-col max-xl:justify-center max-xl:gap-1 max-xl:px-0.5',
            isAt(href) ? 'bg-accent-soft font-semibold text-accent-ink' : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          <Icon aria-hidden="true" className="size-5 shrink-0" />
          <span className="max-w-full truncate text-body max-xl:text-12 max-xl:font-normal">{t(`kit:nav.${id}`)}</span>
        </AppLink>
      ))}
    </nav>
  )
}

/** On a phone: the same at the bottom, in reach of the thumb. */
export function BottomBar() {
  const { t } = useTrade('staff')
  const isAt = useIsAt()
  const items = useItems()
  return (
    <nav
      aria-label={t('frame.nav')}
      data-print="hide"
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {items.map(({ id, href, icon: Icon }) => (
        <AppLink
          key={id}
          href={href}
          aria-current={isAt(href) ? 'page' : undefined}
          className={cx(
            'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 -outline-offset-2!',
            isAt(href) ? 'font-semibold text-accent-ink' : 'text-muted',
          )}
        >
          <Icon aria-hidden="true" className="size-5 shrink-0" />
          <span className="max-w-full truncate text-12">{t(`kit:nav.${id}`)}</span>
        </AppLink>
      ))}
    </nav>
  )
}

function useItems() {
  const { slug } = useOrganization()
  return useNav().map(({ path, ...item }) => ({ ...item, href: hrefOf(path, slug) }))
}

function Mark() {
  return (
    <div className="mb-3 flex h-8 items-center gap-2.5 max-xl:justify-center xl:px-2" aria-hidden="true">
      <span className="flex size-7 items-center justify-center rounded-lg bg-accent text-16 font-semibold text-on-accent">
        P
      </span>
      <span className="text-16 font-semibold max-xl:hidden ltr:tracking-tight">Polyclinic</span>
    </div>
  )
}
