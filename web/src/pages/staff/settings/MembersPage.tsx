import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { InvitationsTable, InviteDialog, MembersTable } from '../../../features/organizations/public.ts'
import { useAddress } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { SettingPage } from './SettingPage.tsx'

export function MembersPage() {
  const { t } = useTranslation('organizations')
  const { can } = useOrganization()
  const { search, set } = useAddress<{ new: string }>()
  const canManage = can('members.manage')
  return (
    <SettingPage
      id="members"
      actions={
        canManage && (
          <Button
            variant="primary"
            icon={<UserPlus aria-hidden="true" className="size-4" />}
            onPress={() => set({ new: '1' })}
          >
            {t('invite.title')}
          </Button>
        )
      }
    >
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
