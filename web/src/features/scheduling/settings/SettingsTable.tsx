import type { ReactNode } from 'react'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { SettingsCard, type Archivable } from './SettingsCard.tsx'
import { SettingsPanel } from './SettingsPanel.tsx'
import { useSettingAddress } from './use-setting-address.ts'

type Item = Archivable & { id: string }

type Props<T extends Item> = {
  items: readonly T[] | undefined
  error: unknown
  label: string
  /** "3 rooms". */
  titleOf: (count: number) => string
  columns: TableColumn<T>[]
  /** Without `add` none is offered. */
  empty: { icon: ReactNode; title: string; text: string; add?: string }
  headOf: (item: T | undefined) => { title: string; subtitle?: string }
  size?: 'medium' | 'large'
  form: (item: T | undefined, panel: { close: () => void; edit: (id: string) => void }) => ReactNode
}

export function SettingsTable<T extends Item>({ items, error, titleOf, headOf, size, form, ...table }: Props<T>) {
  const { editedId, isNew, edit, close } = useSettingAddress()
  const canWrite = useOrganization().can('schedule.manage')
  const edited = items?.find(({ id }) => id === editedId)
  return (
    <>
      <SettingsCard
        items={items}
        error={error}
        title={titleOf(items?.filter(({ archivedAt }) => !archivedAt).length ?? 0)}
      >
        {(shown) => (
          <Table
            label={table.label}
            items={shown}
            activeId={editedId}
            onRowAction={canWrite ? edit : undefined}
            columns={table.columns}
            empty={<NothingYet {...table.empty} />}
          />
        )}
      </SettingsCard>
      {canWrite && ((isNew && table.empty.add) || edited) && (
        <SettingsPanel key={edited?.id ?? 'new'} size={size} {...headOf(edited)} onClose={close}>
          {form(edited, { close, edit })}
        </SettingsPanel>
      )}
    </>
  )
}

function NothingYet({ icon, title, text, add }: Props<Item>['empty']) {
  const opens = useSettingAddress()
  const canWrite = useOrganization().can('schedule.manage')
  return (
    <EmptyState
      size="small"
      icon={icon}
      title={title}
      text={text}
      action={
        canWrite &&
        add && (
          <Button writes onPress={opens.add}>
            {add}
          </Button>
        )
      }
    />
  )
}
