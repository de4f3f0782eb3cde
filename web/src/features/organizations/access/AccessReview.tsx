import type { ReactNode } from 'react'
import { UserRoundCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccessReview as Review } from '@polyclinic/contract/organizations/access.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { ClinicNames } from '../clinics/ClinicNames.tsx'
import { FactorBadge } from './FactorBadge.tsx'
import { useUnused } from './use-unused.ts'
import { useAccessReview } from './queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

/**
 * Who and what can see this organization's data, and when they last did: people, and below them what else is said. A member
 * opens beside it: `member` in the address.
 */
export function AccessReview({ children }: { children: ReactNode }) {
  const { t } = useTrade('organizations')
  const { number } = useFormat()
  const { members, portalAccounts } = useAccessReview()
  const unused = useUnused()
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <SegmentedControl
          label={t('review.show')}
          value={unused.isOn ? 'unused' : 'all'}
          onChange={(value) => unused.setOn(value === 'unused')}
          segments={[
            { value: 'all', label: t('review.all') },
            { value: 'unused', label: t('review.unused') },
          ]}
        />
        <p className="text-muted">
          {t('review.portalAccounts', { count: portalAccounts, shown: number(portalAccounts) })}
        </p>
      </div>
      <Card title={t('member.title')} isFlush>
        <MembersReviewed members={members.filter((one) => unused.keeps(one.lastUsedAt, one.joinedAt))} />
      </Card>
      {children}
    </div>
  )
}

type Row = Review['members'][number] & { id: string }

function MembersReviewed({ members }: { members: Review['members'] }) {
  const { t } = useTranslation('organizations')
  const { search, set } = useAddress<{ member: string }>()
  const columns = useColumns(Boolean(search.member))
  return (
    <Table
      label={t('review.title')}
      columns={columns}
      items={members.map((one) => ({ ...one, id: one.accountId }))}
      activeId={search.member ?? null}
      onRowAction={(id) => set({ member: id })}
      empty={
        <EmptyState
          size="small"
          headingLevel={3}
          icon={<UserRoundCheck aria-hidden="true" />}
          title={t('review.none')}
          text={t('review.noneText')}
        />
      }
    />
  )
}

/** On a phone, one column says it all; beside the open panel, what the panel says is left out. */
function useColumns(isBeside: boolean): TableColumn<Row>[] {
  const { t } = useTranslation('organizations')
  const { timeZone } = useOrganization()
  const { account } = useMe()
  const { date, number } = useFormat()
  const roleName = useRoleName()
  const isPhone = useIsPhone()
  const lastUsed = ({ lastUsedAt }: Row) => (
    <span className="whitespace-nowrap">{lastUsedAt ? date(lastUsedAt, timeZone) : t('review.never')}</span>
  )
  const name: TableColumn<Row> = {
    id: 'name',
    label: t('field.name'),
    minWidth: isPhone ? 0 : 220,
    render: (member) => (
      <span className="flex items-center gap-3">
        <Avatar name={member.name} size="small" />
        <span className="min-w-0">
          <span className="flex items-center gap-2 font-semibold">
            <bdi>{member.name}</bdi>
            {member.accountId === account.id && <Badge>{t('member.you')}</Badge>}
          </span>
          <span dir="ltr" className="block text-parent text-13 break-all text-muted">
            {member.email}
          </span>
          {isPhone && (
            <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted">
              {roleName(member.role)} · {lastUsed(member)}
              <FactorBadge member={member} isNamed />
            </span>
          )}
        </span>
      </span>
    ),
  }
  if (isPhone) return [name]
  const role: TableColumn<Row> = {
    id: 'role',
    label: t('field.role'),
    minWidth: 130,
    render: (member) => roleName(member.role),
  }
  const used: TableColumn<Row> = { id: 'used', label: t('review.lastUsed'), minWidth: 110, render: lastUsed }
  if (isBeside) return [name, role, used]
  return [
    name,
    role,
    {
      id: 'clinics',
      label: t('field.clinics'),
      minWidth: 130,
      render: ({ clinics }) => <ClinicNames clinics={clinics} />,
    },
    {
      id: 'permissions',
      label: t('roles.permissions'),
      minWidth: 110,
      render: ({ permissions }) => (
        <span className="whitespace-nowrap">
          {t('roles.permissionCount', { count: permissions.length, shown: number(permissions.length) })}
        </span>
      ),
    },
    used,
    {
      id: 'factor',
      label: t('review.factor'),
      minWidth: 130,
      render: (member) => <FactorBadge member={member} />,
    },
  ]
}
