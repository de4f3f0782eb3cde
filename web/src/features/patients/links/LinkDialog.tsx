import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linkPermissions } from '@polyclinic/contract/patients/link-permissions.ts'
import { blockReasons, type BlockReason, type Link } from '@polyclinic/contract/patients/links.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { dayOf } from '../../../kit/texts/format.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'

type Values = {
  permissions: Link['permissions']
  /** `YYYY-MM-DD`, the last day. */
  until: string | null
  blockedFor: BlockReason | 'open'
}

const endOfDay = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
    .toInstant()
    .subtract({ seconds: 1 })
    .toString()

export function LinkDialog({ link, onClose }: { link: Link; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { slug: organization, timeZone } = useOrganization()
  const client = useQueryClient()
  const form = useFormState<Values>({
    permissions: link.permissions,
    until: link.expiresAt ? dayOf(link.expiresAt, timeZone) : null,
    blockedFor: link.blocked?.reason ?? 'open',
  })
  const refresh = () => client.invalidateQueries({ queryKey: q.patients.links.key() })
  const save = async ({ permissions, until, blockedFor }: Values) => {
    const params = { organization, id: link.patientId, accountId: link.accountId }
    const body = {
      permissions,
      expiresAt: until && endOfDay(until, timeZone),
      blockedFor: blockedFor === 'open' ? null : blockedFor,
    }
    try {
      await api.patients.links.update({ params, body, headers: ifMatch(link.version) })
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
      <LinkFields form={form} />
    </FormDialog>
  )
}

function LinkFields({ form }: { form: ReturnType<typeof useFormState<Values>> }) {
  const { t } = useTranslation('patients')
  return (
    <>
      <CheckboxGroup
        {...form.field('permissions')}
        label={t('portal.opens')}
        options={linkPermissions.map((value) => ({
          value,
          label: t(`portal.permission.${value}`),
          description: t(`portal.permissionText.${value}`),
        }))}
      />
      <DateField {...form.field('until')} label={t('portal.until')} description={t('portal.untilText')} />
      <Select
        {...form.field('blockedFor')}
        label={t('portal.block')}
        placeholder={t('portal.block')}
        options={[
          { id: 'open', label: t('portal.notBlocked') },
          ...blockReasons.map((id) => ({ id, label: t(`portal.reason.${id}`) })),
        ]}
      />
    </>
  )
}
