import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Copy, Ellipsis, Eye, Pencil, Trash2 } from 'lucide-react'
import { permissions } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'
import { useViewAs } from './use-view-as.ts'
import { useRoles } from './queries.ts'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleSummary } from './RoleSummary.tsx'
import { useRoleName } from './use-role-name.ts'

export function RolesTable() {
  const { t } = useTrade('organizations')
  const { can } = useOrganization()
  const { number } = useFormat()
  const roles = useRoles()
  const [open, setOpen] = useState<{ role: Role; isCopy: boolean } | null>(null)

  const isPhone = useIsPhone()
  const columns: TableColumn<Role & { id: string }>[] = [
    {
      id: 'name',
      label: t('field.role'),
      minWidth: isPhone ? 0 : 200,
      render: (role) => <RoleSummary role={role} origin={roles.find(({ key }) => key === role.basedOn)} />,
    },
    {
      id: 'permissions',
      label: t('roles.permissions'),
      align: 'end',
      minWidth: 110,
      render: (role) => t('roles.count', { held: number(role.permissions.length), of: number(permissions().length) }),
    },
    {
      id: 'members',
      label: t('roles.members'),
      align: 'end',
      minWidth: 100,
      render: (role) => number(role.memberCount),
    },
    {
      id: 'actions',
      label: t('field.actions'),
      isLabelHidden: true,
      align: 'end',
      width: 56,
      render: (role) => (
        <RoleMenu
          role={role}
          canManage={can('roles.manage')}
          onEdit={() => setOpen({ role, isCopy: false })}
          onCopy={() => setOpen({ role, isCopy: true })}
        />
      ),
    },
  ]
  return (
    <>
      <Table
        label={t('roles.title')}
        columns={isPhone ? columns.filter(({ id }) => id === 'name' || id === 'actions') : columns}
        items={roles.map((role) => ({ ...role, id: role.key }))}
        onRowAction={(key) => {
          const role = roles.find((one) => one.key === key)
          if (role) setOpen({ role, isCopy: false })
        }}
      />
      {open && <RoleDialog {...open} onClose={() => setOpen(null)} />}
    </>
  )
}

type MenuProps = { role: Role; canManage: boolean; onEdit: () => void; onCopy: () => void }

function RoleMenu({ role, canManage, onEdit, onCopy }: MenuProps) {
  const { t } = useTrade('organizations')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const name = useRoleName()(role)
  const viewAs = useViewAs()
  const remove = async () => {
    const isSure = await confirm({
      title: t('roles.removeTitle', { name }),
      text: t('roles.removeText'),
      confirmLabel: t('roles.remove'),
      isDangerous: true,
    })
    if (!isSure) return
    try {
      await api.organizations.roles.remove({ params: { organization, role: role.key }, headers: ifMatch(role.version) })
      toast.good(t('roles.removed', { name }))
    } catch (error) {
      toast.problem(error)
    }
    await client.invalidateQueries({ queryKey: q.organizations.roles.key() })
  }
  if (!canManage) return null
  return (
    <Menu
      label={t('roles.actionsOf', { name })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          label={t('roles.actionsOf', { name })}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
      }
    >
      {viewAs && (
        <MenuItem
          label={t('preview.start')}
          description={t('preview.startText')}
          icon={<Eye aria-hidden="true" />}
          onAction={() => viewAs(role.key)}
        />
      )}
      <MenuItem label={t('roles.copy')} icon={<Copy aria-hidden="true" />} onAction={onCopy} />
      <MenuItem
        label={t('roles.edit')}
        icon={<Pencil aria-hidden="true" />}
        onAction={onEdit}
        disabledReason={role.abilities.update.allowed ? undefined : t('roles.builtIn')}
      />
      <MenuItem
        label={t('roles.remove')}
        icon={<Trash2 aria-hidden="true" />}
        isDangerous
        onAction={() => void remove()}
        disabledReason={role.abilities.remove.allowed ? undefined : t(role.isBuiltIn ? 'roles.builtIn' : 'roles.inUse')}
      />
    </Menu>
  )
}
