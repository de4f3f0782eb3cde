import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import { cx } from '../class-names.ts'

export type TabItem<V extends string> = {
  id: V
  label: string
  badge?: ReactNode
  isDisabled?: boolean
  /** Drawn only while the tab is chosen. */
  content: ReactNode
}

type Props<V extends string> = {
  label: string
  tabs: readonly TabItem<V>[]
  /** With `onChange`, keep it in the address. */
  value?: V
  onChange?: (id: V) => void
  className?: string
  panelClassName?: string
}

export function Tabs<V extends string>({ label, tabs, value, onChange, className, panelClassName = 'pt-4' }: Props<V>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => onChange?.(key as V)}
      className={cx('min-w-0', className)}
    >
      <TabList aria-label={label} className="flex gap-6 overflow-x-auto overflow-y-clip border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            isDisabled={tab.isDisabled}
            className={cx(
              'relative flex h-control shrink-0 cursor-default items-center gap-2 text-body font-semibold text-muted transition-colors data-hovered:text-ink data-disabled:text-disabled',
              'data-selected:text-ink data-selected:after:absolute data-selected:after:inset-x-0 data-selected:after:bottom-0 data-selected:after:h-0.5 data-selected:after:bg-accent',
              'data-focus-visible:-outline-offset-2 data-focus-visible:rounded-sm',
            )}
          >
            {tab.label}
            {tab.badge}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={cx('rounded-lg', panelClassName)}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
