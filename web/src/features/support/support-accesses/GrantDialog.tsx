import { useTranslation } from 'react-i18next'
import type { SupportAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { ShareFields, type ShareValues } from './ShareFields.tsx'

/** As it was asked, or less. */
export function GrantDialog({ access, onClose }: { access: SupportAccess; onClose: () => void }) {
  const { t } = useTranslation('support')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const { asked, operator, id, reason } = access
  const form = useFormState<ShareValues>({ ...asked, minutes: String(asked.minutes) })
  const grant = async ({ scope, mayWrite, minutes }: ShareValues) => {
    try {
      await api.support.supportAccesses.grant({
        params: { organization, id },
        body: { scope, mayWrite, minutes: Number(minutes) },
      })
    } finally {
      await refresh(q.support.supportAccesses.key())
    }
    toast.good(t('granted', { name: operator.name }))
    onClose()
  }
  return (
    <FormDialog
      goesOn
      form={form}
      onSubmit={() => void form.submit(grant)}
      onClose={onClose}
      size="small"
      title={t('grantTitle', { name: operator.name })}
      description={reason}
      action={t('grant')}
    >
      <ShareFields form={form} atMost={asked} />
    </FormDialog>
  )
}
