import { useFormat } from '../../../kit/texts/format.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Popover } from '../../../ui/overlays/Popover.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { groupsOf } from './permission-groups.ts'

export function PermissionList({ held }: { held: readonly string[] }) {
  const { t } = useTrade('organizations')
  if (held.length === 0) return <p className="text-muted">{t('roles.nothing')}</p>
  return (
    <dl className="flex flex-col gap-3">
      {groupsOf(held).map(({ group, members }) => (
        <div key={group}>
          <dt className="text-12 font-semibold text-muted">{t(`kit:permissionGroup.${group}`)}</dt>
          {members.map((one) => (
            <dd key={one}>{t(`kit:permission.${one}`)}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

export function PermissionsButton({ held, of }: { held: readonly string[]; of: string }) {
  const { t } = useTrade('organizations')
  const { number } = useFormat()
  return (
    <Popover
      label={t('roles.permissionsOf', { name: of })}
      className="max-h-96 w-72 overflow-auto"
      trigger={
        <Button size="small" variant="quiet" className="-ms-3">
          {t('roles.permissionCount', { count: held.length, shown: number(held.length) })}
          <VisuallyHidden>: {of}</VisuallyHidden>
        </Button>
      }
    >
      <PermissionList held={held} />
    </Popover>
  )
}
