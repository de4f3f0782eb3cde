import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import {
  browserCountry,
  browserTimeZone,
  CountryField,
  CurrencyField,
  currencyOf,
  slugOf,
  TimeZoneField,
} from '../../organizations/public.ts'
import { serversQuery } from './queries.ts'

/** In place of a server’s name: no database of its own. */
const shared = ''

const kinds = ['human', 'veterinary', 'mixed'] as const

interface Props {
  onClose: () => void
  onDone: (id: string) => void
}

/** Makes an organization for somebody else, who is invited to own it. */
export function NewOrganizationDialog({ onClose, onDone }: Props) {
  const { t } = useTranslation('platform')
  const form = useNewOrganization()
  const create = useCreate(form, onDone)
  const { name, slug } = form.values
  const rename = (to: string) => {
    if (slug === slugOf(name)) form.set('slug', slugOf(to))
    form.set('name', to)
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(create)}
      onClose={onClose}
      title={t('new.title')}
      description={t('new.text')}
      action={t('new.action')}
    >
      <TextField
        {...form.field('name')}
        onChange={rename}
        label={t('field.organization')}
        dir="auto"
        maxLength={120}
        autoFocus
      />
      <TextField
        {...form.field('ownerEmail')}
        label={t('field.ownerEmail')}
        type="email"
        dir="ltr"
        autoComplete="off"
      />
      <RadioGroup
        {...form.field('kind')}
        label={t('field.kind')}
        orientation="horizontal"
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField {...form.field('slug')} label={t('field.slug')} dir="ltr" maxLength={40} spellCheck="false" />
      <PlaceRow form={form} />
      <DatabaseField form={form} />
    </FormDialog>
  )
}

function useNewOrganization() {
  const [start] = useState(() => {
    const country = browserCountry()
    return {
      name: '',
      ownerEmail: '',
      slug: '',
      kind: 'human' as (typeof kinds)[number],
      country,
      currency: currencyOf(country),
      timeZone: browserTimeZone(),
      database: shared,
    }
  })
  return useFormState(start, { required: ['name', 'ownerEmail', 'slug'], rememberAs: 'platform-organization' })
}

function useCreate(form: ReturnType<typeof useNewOrganization>, onDone: (id: string) => void) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const refresh = useRefresh()
  const { data: servers } = useQuery(serversQuery())
  return async (values: typeof form.values) => {
    try {
      const { database: server, ...fields } = values
      const chosen = servers?.items.find(({ name }) => name === server)
      const { id } = await once(api.platform.platformOrganizations.create, {
        body: {
          ...fields,
          name: values.name.trim(),
          language: currentLanguage(),
          ...(server !== shared && { database: { server, region: chosen?.region ?? '' } }),
        },
      })
      await refresh(q.platform.platformOrganizations.key())
      toast.good(t(server === shared ? 'new.made' : 'new.begun', { email: values.ownerEmail, name: values.name }))
      onDone(id)
    } catch (error) {
      if (problemOf(error).code !== 'slug-taken') throw error
      form.setErrors({ slug: t('new.taken') })
    }
  }
}

function PlaceRow({ form }: { form: ReturnType<typeof useNewOrganization> }) {
  return (
    <FormRow>
      <CountryField
        {...form.field('country')}
        onChange={(country) => form.setValues((before) => ({ ...before, country, currency: currencyOf(country) }))}
      />
      <CurrencyField {...form.field('currency')} />
      <TimeZoneField {...form.field('timeZone')} />
    </FormRow>
  )
}

/** With all others, or in a database of its own on one of the servers of this installation. */
function DatabaseField({ form }: { form: ReturnType<typeof useNewOrganization> }) {
  const { t } = useTranslation('platform')
  const { data: servers } = useQuery(serversQuery())
  const chosen = servers?.items.find(({ name }) => name === form.values.database)
  const field = form.field('database')
  const named = (what: string, region: string) => (region ? t('database.in', { what, region }) : what)
  return (
    <Select
      {...field}
      error={chosen && chosen.state !== 'ready' ? t(`new.server.${chosen.state}`) : field.error}
      onChange={(key) => form.set('database', String(key))}
      label={t('field.database')}
      description={t('new.databaseText')}
      placeholder={t('database.pooled')}
      options={[
        { id: shared, label: named(t('database.pooled'), servers?.shared.region ?? '') },
        ...(servers?.items ?? []).map(({ name, region }) => ({
          id: name,
          label: named(t('database.ownOn', { server: name }), region),
        })),
      ]}
    />
  )
}
