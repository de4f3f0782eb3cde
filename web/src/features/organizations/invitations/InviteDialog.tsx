import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { RoleAndClinics } from '../members/RoleAndClinics.tsx'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const form = useFormState(
    { email: '', role: 'receptionist', clinicIds: [] as string[] },
    { required: ['email', 'role'], rememberAs: `invite:${organization}` },
  )
  const invite = async ({ email, role, clinicIds }: typeof form.values) => {
    const body = { email, role, language: currentLanguage(), ...(clinicIds.length > 0 && { clinicIds }) }
    await once(api.organizations.invitations.create, { params: { organization }, body })
    await client.invalidateQueries({ queryKey: q.organizations.invitations.key() })
    toast.good(t('invite.sent', { email }))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(invite)}
      onClose={onClose}
      size="small"
      title={t('invite.title')}
      description={t('invite.text')}
      action={t('invite.action')}
    >
      <TextField
        {...form.field('email')}
        label={t('field.email')}
        type="email"
        dir="ltr"
        autoComplete="off"
        autoFocus
      />
      <RoleAndClinics role={form.field('role')} clinicIds={form.field('clinicIds')} />
    </FormDialog>
  )
}
