import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Facts, Section } from '../../../ui/layout/Card.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { ClinicNames } from '../clinics/ClinicNames.tsx'
import { FactorBadge } from './FactorBadge.tsx'
import { PermissionList } from '../roles/PermissionList.tsx'
import { useAccessReview } from './queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

export function AccessReviewPanel() {
  const { t } = useTranslation('organizations')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  const roleName = useRoleName()
  const { search, set } = useAddress<{ member: string }>()
  const member = useAccessReview().members.find(({ accountId }) => accountId === search.member)
  if (!member) return null
  return (
    <SidePanel
      key={member.accountId}
      title={member.name}
      subtitle={<span dir="ltr">{member.email}</span>}
      closeLabel={t('kit:action.close')}
      onClose={() => set({ member: undefined })}
    >
      <div className="flex flex-col gap-8">
        <Facts
          items={[
            { label: t('field.role'), value: roleName(member.role) },
            { label: t('field.clinics'), value: <ClinicNames clinics={member.clinics} /> },
            { label: t('field.since'), value: date(member.joinedAt, timeZone) },
            {
              label: t('review.lastUsed'),
              value: member.lastUsedAt ? date(member.lastUsedAt, timeZone) : t('review.never'),
            },
            { label: t('review.factor'), value: <FactorBadge member={member} /> },
          ]}
        />
        <Section title={t('roles.permissions')} headingLevel={3}>
          <PermissionList held={member.permissions} />
        </Section>
      </div>
    </SidePanel>
  )
}
