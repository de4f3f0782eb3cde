import { useTrade } from '../../../kit/session/trade.ts'
import { permissions, type Permission } from '@polyclinic/contract/kit/permission.ts'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { groupsOf } from './permission-groups.ts'

type Props = {
  value: readonly Permission[]
  onChange: (value: Permission[]) => void
  /** What can be ticked at all; everything unless said. */
  offered?: readonly Permission[]
  isReadOnly?: boolean
  error?: string
}

export function PermissionTicks({ value, onChange, offered = permissions(), isReadOnly, error }: Props) {
  const { t } = useTrade('organizations')
  const groups = groupsOf(offered)
  const toggle = (members: readonly Permission[], chosen: readonly Permission[]) =>
    onChange(permissions().filter((one) => (members.includes(one) ? chosen.includes(one) : value.includes(one))))
  return (
    <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
      {groups.map(({ group, members }, index) => (
        <CheckboxGroup
          key={group}
          label={t(`kit:permissionGroup.${group}`)}
          isReadOnly={isReadOnly}
          error={index === groups.length - 1 ? error : undefined}
          value={value.filter((tick) => members.includes(tick))}
          onChange={(chosen) => toggle(members, chosen)}
          options={members.map((one) => ({ value: one, label: t(`kit:permission.${one}`) }))}
        />
      ))}
    </div>
  )
}
