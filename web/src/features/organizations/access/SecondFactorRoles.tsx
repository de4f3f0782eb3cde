import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clinicalRoles } from '@polyclinic/contract/kit/permission.ts'
import type { AccessReview } from '@polyclinic/contract/organizations/access.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { useRoles } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

const isClinical = (role: Role) => role.isClinical || (clinicalRoles as readonly string[]).includes(role.key)

type Props = { value: readonly string[]; onChange: (roles: string[]) => void; error?: string }

export function SecondFactorRoles({ value, onChange, error }: Props) {
  const { t } = useTranslation('organizations')
  const { number } = useFormat()
  const roleName = useRoleName()
  const roles = useRoles()
  const { slug: organization, can } = useOrganization()
  const review = useQuery({
    ...q.organizations.access.review.queryOptions({ input: { params: { organization } } }),
    enabled: can('access.review'),
  })
  const members = review.data?.members
  const say = (role: Role) => {
    const having = t('policy.members', { count: role.memberCount, shown: number(role.memberCount) })
    const lacking = members?.filter((one) => one.role.key === role.key && !one.hasSecondFactor).length
    return lacking ? `${having} · ${t('policy.lacking', { count: lacking, shown: number(lacking) })}` : having
  }
  const presets = [
    { id: 'clinical', keys: roles.filter(isClinical).map(({ key }) => key) },
    { id: 'everybody', keys: roles.map(({ key }) => key) },
    { id: 'nobody', keys: [] },
  ]
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2" role="group" aria-label={t('policy.presets')}>
        {presets.map(({ id, keys }) => (
          <Button key={id} size="small" onPress={() => onChange(keys)}>
            {t(`policy.preset.${id}`)}
          </Button>
        ))}
      </div>
      <CheckboxGroup
        label={t('policy.roles')}
        error={error}
        value={value}
        onChange={onChange}
        options={roles.map((role) => ({ value: role.key, label: roleName(role), description: say(role) }))}
      />
      {members && <WhomItStops members={members} roles={value} />}
    </div>
  )
}

const mostNames = 5

/** Names those who would not get in, oneself first of all. */
function WhomItStops({ members, roles }: { members: AccessReview['members']; roles: readonly string[] }) {
  const { t } = useTranslation('organizations')
  const { list, number } = useFormat()
  const { account } = useMe()
  const stopped = members.filter((one) => roles.includes(one.role.key) && !one.hasSecondFactor)
  if (stopped.length === 0) return null
  if (stopped.some(({ accountId }) => accountId === account.id)) {
    return (
      <Banner
        tone="bad"
        title={t('policy.yourself')}
        action={
          <ButtonLink size="small" href={paths.account.security()}>
            {t('policy.toAccount')}
          </ButtonLink>
        }
      >
        {t('policy.yourselfText')}
      </Banner>
    )
  }
  const names = stopped.slice(0, mostNames).map(({ name }) => name)
  const rest = stopped.length - names.length
  if (rest > 0) names.push(t('policy.andMore', { count: rest, shown: number(rest) }))
  return (
    <Banner tone="warn" title={t('policy.stops', { count: stopped.length, shown: number(stopped.length) })}>
      {t('policy.stopsText', { names: list(names) })}
    </Banner>
  )
}
