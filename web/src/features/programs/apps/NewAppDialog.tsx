import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { programPermissions, type Permission } from '@polyclinic/contract/kit/permission.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { PermissionTicks } from '../../organizations/public.ts'
import { ShownOnce } from '../api-keys/ShownOnce.tsx'

type Made = { id: string; name: string; secret?: string }

export function NewAppDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programs')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const once = useIntent()
  const [made, setMade] = useState<Made | null>(null)
  const form = useFormState(
    { name: '', redirectUris: '', kind: 'server' as 'server' | 'device', scopes: [] as Permission[] },
    { required: ['name', 'redirectUris', 'scopes'] },
  )
  const make = async ({ name, redirectUris, kind, scopes }: typeof form.values) => {
    const addresses = redirectUris.split(/\s+/).filter(Boolean)
    const body = { name, redirectUris: addresses, scopes, isConfidential: kind === 'server' }
    setMade(await once(api.programs.apps.create, { params: { organization }, body }))
    await refresh(q.programs.apps.key(), q.organizations.access.key())
  }
  if (made) {
    const values = [{ label: t('clientId'), value: made.id }]
    const secret = made.secret && { label: t('secret'), value: made.secret, isSecret: true }
    return (
      <ShownOnce
        title={t('appReady', { name: made.name })}
        values={secret ? [...values, secret] : values}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(make)}
      onClose={onClose}
      title={t('newApp')}
      description={t('newAppText')}
      action={t('makeApp')}
    >
      <TextField {...form.field('name')} label={t('organizations:field.name')} dir="auto" maxLength={60} autoFocus />
      <TextArea
        {...form.field('redirectUris')}
        label={t('redirectUris')}
        description={t('redirectUrisText')}
        placeholder="https://app.example.com/callback"
        rows={2}
      />
      <RadioGroup
        {...form.field('kind')}
        label={t('kind')}
        look="cards"
        options={[
          { value: 'server', label: t('confidential'), description: t('confidentialText') },
          { value: 'device', label: t('open'), description: t('openText') },
        ]}
      />
      <PermissionTicks
        offered={programPermissions()}
        value={form.values.scopes}
        onChange={(scopes) => form.set('scopes', scopes)}
        error={form.error('scopes')}
      />
    </FormDialog>
  )
}
