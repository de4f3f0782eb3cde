import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { programPermissions, type Permission } from '@polyclinic/contract/kit/permission.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { PermissionTicks } from '../../organizations/public.ts'
import { ShownOnce } from './ShownOnce.tsx'

const dayChoices = [7, 30, 90, 180, 365]

/** A key for a program of one's own. It can do no more than its maker, and is shown once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programs')
  const { slug: organization, can } = useOrganization()
  const { number } = useFormat()
  const refresh = useRefresh()
  const once = useIntent()
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  const form = useFormState(
    { name: '', days: '90', permissions: [] as Permission[] },
    { required: ['name', 'permissions'] },
  )
  const make = async (values: typeof form.values) => {
    const body = { ...values, days: Number(values.days) }
    const { name, key } = await once(api.programs.apiKeys.create, { params: { organization }, body })
    setMade({ name, key })
    await refresh(q.programs.apiKeys.key(), q.organizations.access.key())
  }
  if (made) {
    return (
      <ShownOnce
        title={t('keyReady', { name: made.name })}
        values={[{ label: t('key'), value: made.key, isSecret: true }]}
        onClose={onClose}
      />
    )
  }
  const days = (value: number) => number(value, { style: 'unit', unit: 'day', unitDisplay: 'long' })
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(make)}
      onClose={onClose}
      title={t('newKey')}
      description={t('newKeyText')}
      action={t('makeKey')}
    >
      <TextField
        {...form.field('name')}
        label={t('organizations:field.name')}
        description={t('keyNameText')}
        dir="auto"
        maxLength={60}
        autoFocus
      />
      <Select
        {...form.field('days')}
        label={t('validFor')}
        placeholder={t('validFor')}
        options={dayChoices.map((value) => ({ id: String(value), label: days(value) }))}
      />
      <PermissionTicks
        offered={programPermissions().filter(can)}
        value={form.values.permissions}
        onChange={(ticks) => form.set('permissions', ticks)}
        error={form.error('permissions')}
      />
    </FormDialog>
  )
}
