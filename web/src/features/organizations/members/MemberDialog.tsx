import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Member } from '@polyclinic/contract/organizations/members.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { RoleAndClinics } from './RoleAndClinics.tsx'

export function MemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const form = useFormState({ role: member.role.key, clinicIds: member.clinicIds ?? [] }, { required: ['role'] })
  const save = async ({ role, clinicIds }: typeof form.values) => {
    await api.organizations.members.update({
      params: { organization, accountId: member.accountId },
      body: { role, clinicIds: clinicIds.length > 0 ? clinicIds : null },
      headers: ifMatch(member.version),
    })
    await Promise.all(
      [q.organizations.members.key(), q.organizations.roles.key(), q.identity.me.key()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <Dialog
      isOpen
      isPersistent={form.isDirty}
      onClose={onClose}
      size="small"
      title={member.name}
      description={<span dir="ltr">{member.email}</span>}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
          <Button variant="primary" isPending={form.isSubmitting} onPress={() => void form.submit(save)}>
            {t('kit:action.save')}
          </Button>
        </>
      }
    >
      <Form label={member.name} onSubmit={() => void form.submit(save)}>
        <ProblemBanner form={form} />
        <RoleAndClinics role={form.field('role')} clinicIds={form.field('clinicIds')} />
      </Form>
    </Dialog>
  )
}
