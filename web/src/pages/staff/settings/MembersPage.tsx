import { useTranslation } from 'react-i18next'
import { InvitationsTable, InviteDialog, MembersTable } from '../../../features/organizations/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { AddButton } from './AddButton.tsx'
import { SettingPage } from './SettingPage.tsx'

export function MembersPage() {
  const { t } = useTranslation('organizations')
  const { can } = useOrganization()
  const { search, set } = useAddress<{ new: string }>()
  const canManage = can('members.manage')
  return (
    <SettingPage id="members" actions={<AddButton label={t('invite.title')} permission="members.manage" />}>
      <Card isFlush>
        <MembersTable />
      </Card>
      {canManage && (
        <Card title={t('invite.list')} isFlush>
          <InvitationsTable />
        </Card>
      )}
      {canManage && search.new && <InviteDialog onClose={() => set({ new: undefined }, { replace: true })} />}
    </SettingPage>
  )
}
