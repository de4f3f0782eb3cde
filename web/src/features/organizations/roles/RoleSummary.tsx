import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useRoleName } from './use-role-name.ts'

/** What a role is called and what it is for: a built-in one says it, an own one where it comes from. */
export function RoleSummary({ role, origin }: { role: Role; origin?: Role }) {
  const { t } = useTrade('organizations')
  const roleName = useRoleName()
  const text = role.isBuiltIn ? t(`roleText.${role.key}`) : origin && t('roles.basedOn', { role: roleName(origin) })
  return (
    <span className="block">
      <span className="flex items-center gap-2 font-semibold">
        <bdi>{roleName(role)}</bdi>
        {!role.isBuiltIn && <Badge tone="accent">{t('roles.own')}</Badge>}
        {role.isClinical && <Badge>{t('roles.clinical')}</Badge>}
      </span>
      {text && <span className="block text-13 text-muted">{text}</span>}
    </span>
  )
}
