import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linkPermissions } from '@polyclinic/contract/patients/link-permissions.ts'
import type { Link } from '@polyclinic/contract/patients/links.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'

export function LinkDialog({ link, onClose }: { link: Link; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const form = useFormState({ permissions: link.permissions })
  const refresh = () => client.invalidateQueries({ queryKey: q.patients.links.key() })
  const save = async ({ permissions }: typeof form.values) => {
    const params = { organization, id: link.patientId, accountId: link.accountId }
    try {
      await api.patients.links.update({ params, body: { permissions }, headers: ifMatch(link.version) })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh()
      throw error
    }
    await refresh()
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={link.name}
      description={t('portal.changeText')}
    >
      <CheckboxGroup
        {...form.field('permissions')}
        label={t('portal.opens')}
        options={linkPermissions.map((value) => ({
          value,
          label: t(`portal.permission.${value}`),
          description: t(`portal.permissionText.${value}`),
        }))}
      />
    </FormDialog>
  )
}
