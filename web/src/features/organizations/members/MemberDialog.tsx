import { useTranslation } from 'react-i18next'
import type { Member } from '@polyclinic/contract/organizations/members.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { RoleAndClinics } from './RoleAndClinics.tsx'

export function MemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const form = useFormState({ role: member.role.key, clinicIds: member.clinicIds ?? [] }, { required: ['role'] })
  const save = async ({ role, clinicIds }: typeof form.values) => {
    await api.organizations.members.update({
      params: { organization, accountId: member.accountId },
      body: { role, clinicIds: clinicIds.length > 0 ? clinicIds : null },
      headers: ifMatch(member.version),
    })
    await refresh(q.organizations.members.key(), q.organizations.roles.key(), q.identity.me.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={member.name}
      description={<span dir="ltr">{member.email}</span>}
    >
      <RoleAndClinics role={form.field('role')} clinicIds={form.field('clinicIds')} />
    </FormDialog>
  )
}
