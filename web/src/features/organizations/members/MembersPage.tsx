import { useTranslation } from 'react-i18next'
import { InvitationsTable } from '../invitations/InvitationsTable.tsx'
import { InviteDialog } from '../invitations/InviteDialog.tsx'
import { MembersTable } from './MembersTable.tsx'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

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
