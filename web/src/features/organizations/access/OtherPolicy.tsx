import { useTranslation } from 'react-i18next'
import type { SecurityPolicy } from '@polyclinic/contract/organizations/access.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { useRoles } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import { useLimitWords } from './use-limit-words.ts'

/** Someone else changed the rules meanwhile: what they say now, and whose shall hold. */
export function OtherPolicy({ policy, onChoose }: { policy: SecurityPolicy; onChoose: (mine: boolean) => void }) {
  const { t } = useTranslation('organizations')
  const { list } = useFormat()
  const roleName = useRoleName()
  const words = useLimitWords()
  const names = useRoles()
    .filter(({ key }) => policy.secondFactorRoles.includes(key))
    .map(roleName)
  return (
    <Banner
      tone="warn"
      isAnnounced
      title={t('policy.stale')}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onPress={() => onChoose(false)}>
            {t('policy.takeTheirs')}
          </Button>
          <Button size="small" variant="primary" onPress={() => onChoose(true)}>
            {t('policy.keepMine')}
          </Button>
        </span>
      }
    >
      <Facts
        className="mt-2"
        items={[
          { label: t('policy.roles'), value: names.length > 0 ? list(names) : t('policy.preset.nobody') },
          { label: t('policy.idle'), value: words.idle(policy.idleMinutes) },
          { label: t('policy.absolute'), value: words.absolute(policy.absoluteHours) },
        ]}
      />
    </Banner>
  )
}
