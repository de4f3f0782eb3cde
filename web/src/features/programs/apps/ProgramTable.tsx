import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { PermissionsButton } from '../../organizations/public.ts'

type Program = { id: string; name: string; lastUsedAt?: string }

type Props<P extends Program> = {
  label: string
  programs: readonly P[]
  empty: ReactNode
  /** What it may do, and what that column is called. */
  held: (program: P) => readonly string[]
  heldLabel: string
  /** Under its name, on every screen. */
  facts: (program: P) => ReactNode
  /** Under its name on a phone, where the other columns are not. */
  state?: (program: P) => ReactNode
  columns: readonly TableColumn<P>[]
  action?: (program: P) => ReactNode
}

export function useDay() {
  const { t } = useTranslation('organizations')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  return (at: string | undefined) => (
    <span className="whitespace-nowrap">{at ? date(at, timeZone) : t('review.never')}</span>
  )
}

/** Keys or apps: what each is called, may do, and when it was used last; on a phone all of it under the name. */
export function ProgramTable<P extends Program>(props: Props<P>) {
  const { label, programs, empty, held, heldLabel, facts, state, columns, action } = props
  const { t } = useTranslation('organizations')
  const day = useDay()
  const isPhone = useIsPhone()
  const permissions = (program: P) => <PermissionsButton held={held(program)} of={program.name} />
  const name: TableColumn<P> = {
    id: 'name',
    label: t('field.name'),
    minWidth: isPhone ? 0 : 180,
    render: (program) => (
      <span className="block min-w-0">
        <bdi className="font-semibold break-words">{program.name}</bdi>
        {facts(program)}
        {isPhone && (
          <span className="mt-1 flex flex-col items-start gap-1 text-13 text-muted">
            {state?.(program)}
            {permissions(program)}
          </span>
        )}
      </span>
    ),
  }
  const used: TableColumn<P> = {
    id: 'used',
    label: t('review.lastUsed'),
    minWidth: 110,
    render: ({ lastUsedAt }) => day(lastUsedAt),
  }
  const actions: TableColumn<P>[] = action
    ? [{ id: 'actions', label: t('field.actions'), isLabelHidden: true, align: 'end', render: action }]
    : []
  const others = [{ id: 'permissions', label: heldLabel, minWidth: 120, render: permissions }, ...columns, used]
  return <Table label={label} columns={[name, ...(isPhone ? [] : others), ...actions]} items={programs} empty={empty} />
}
