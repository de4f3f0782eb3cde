import { useState } from 'react'
import { Ellipsis, Eye, Pencil, UserMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Member } from '@polyclinic/contract/organizations/members.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useMe, useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { MemberDialog } from './MemberDialog.tsx'
import { useViewAs } from '../roles/use-view-as.ts'
import { useMembers } from './queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

export function MembersTable() {
  const { t } = useTranslation('organizations')
  const { can, timeZone } = useOrganization()
  const { account } = useMe()
  const { clinics } = useClinic()
  const { date, list } = useFormat()
  const roleName = useRoleName()
  const [edited, setEdited] = useState<Member | null>(null)
  const members = useMembers()
  const clinicNames = (ids: string[]) => list(clinics.filter((one) => ids.includes(one.id)).map((one) => one.name))

  const isPhone = useIsPhone()
  const columns: TableColumn<Member & { id: string }>[] = [
    {
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
            <span dir="ltr" className="block text-start text-13 break-all text-muted">
              {member.email}
            </span>
            {isPhone && <span className="block text-13 text-muted">{roleName(member.role)}</span>}
          </span>
        </span>
      ),
    },
    { id: 'role', label: t('field.role'), minWidth: 140, render: ({ role }) => roleName(role) },
    {
      id: 'clinics',
      label: t('field.clinics'),
      minWidth: 140,
      render: ({ clinicIds }) => (clinicIds ? clinicNames(clinicIds) : t('member.allClinics')),
    },
    { id: 'joined', label: t('field.since'), minWidth: 110, render: ({ joinedAt }) => date(joinedAt, timeZone) },
    ...(can('members.manage')
      ? [
          {
            id: 'actions',
            label: t('field.actions'),
            isLabelHidden: true,
            align: 'end' as const,
            width: 56,
            render: (member: Member) => <MemberMenu member={member} onEdit={() => setEdited(member)} />,
          },
        ]
      : []),
  ]
  return (
    <>
      <Table
        label={t('member.title')}
        columns={isPhone ? columns.filter(({ id }) => id === 'name' || id === 'actions') : columns}
        items={members.map((member) => ({ ...member, id: member.accountId }))}
      />
      {edited && <MemberDialog member={edited} onClose={() => setEdited(null)} />}
    </>
  )
}

function MemberMenu({ member, onEdit }: { member: Member; onEdit: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const viewAs = useViewAs()
  const roleName = useRoleName()
  const reasonOf = ({ allowed, reason }: { allowed: boolean; reason?: string }) =>
    allowed ? undefined : t(`kit:problem.${reason ?? 'not-allowed'}`, { defaultValue: t('kit:problem.not-allowed') })

  const remove = async () => {
    const isSure = await confirm({
      title: t('member.removeTitle', { name: member.name }),
      text: t('member.removeText'),
      confirmLabel: t('member.remove'),
      isDangerous: true,
    })
    if (!isSure) return
    try {
      const params = { organization, accountId: member.accountId }
      await api.organizations.members.remove({ params, headers: ifMatch(member.version) })
      toast.good(t('member.removed', { name: member.name }))
    } catch (error) {
      toast.problem(error)
    }
    await refresh(q.organizations.members.key(), q.organizations.roles.key())
  }

  return (
    <Menu
      label={t('member.actionsOf', { name: member.name })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          label={t('member.actionsOf', { name: member.name })}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
      }
    >
      {viewAs && (
        <MenuItem
          label={t('preview.startAs', { role: roleName(member.role) })}
          description={t('preview.startText')}
          icon={<Eye aria-hidden="true" />}
          onAction={() => viewAs(member.role.key)}
        />
      )}
      <MenuItem
        label={t('member.edit')}
        icon={<Pencil aria-hidden="true" />}
        onAction={onEdit}
        disabledReason={reasonOf(member.abilities.update)}
      />
      <MenuItem
        label={t('member.remove')}
        icon={<UserMinus aria-hidden="true" />}
        isDangerous
        onAction={() => void remove()}
        disabledReason={reasonOf(member.abilities.remove)}
      />
    </Menu>
  )
}
