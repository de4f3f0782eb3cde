import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { currentLanguage, useLanguage } from '../../../kit/texts/i18n.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { meQuery, useMe } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions, FormRow } from '../../../ui/fields/FormActions.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { browserCountry, browserTimeZone, currencyOf } from './browser-defaults.ts'
import { CountryField, CurrencyField, TimeZoneField } from './PlaceFields.tsx'
import { slugOf } from './slug.ts'

type Kind = 'human' | 'veterinary' | 'mixed'
const kinds: readonly Kind[] = ['human', 'veterinary', 'mixed']

export function NewOrganizationForm({ onDone }: { onDone: (slug: string) => void }) {
  const { t } = useTranslation('organizations')
  // An address reads from left to right, so its first part stands at the left in every language.
  const { direction } = useLanguage()
  const client = useQueryClient()
  const { account } = useMe()
  const [isPlaceOpen, setPlaceOpen] = useState(false)
  const once = useIntent()
  const [start] = useState(() => {
    const country = browserCountry()
    return {
      name: '',
      slug: '',
      kind: 'human' as Kind,
      country,
      currency: currencyOf(country),
      timeZone: browserTimeZone(),
    }
  })
  const form = useFormState(start, { required: ['name', 'slug'], rememberAs: 'new-organization' })
  const { values } = form

  const rename = (name: string) => {
    // The address follows the name until somebody gives it one of its own.
    if (values.slug === slugOf(values.name)) form.set('slug', slugOf(name))
    form.set('name', name)
  }

  const create = async () => {
    try {
      const body = { ...values, name: values.name.trim() }
      const made = await once(api.organizations.organizations.create, { params: {}, body })
      if (account.language !== currentLanguage())
        await api.identity.me.update({ params: {}, body: { language: currentLanguage() } })
      await client.fetchQuery({ ...meQuery(), staleTime: 0 })
      onDone(made.slug)
    } catch (error) {
      if (problemOf(error).code === 'slug-taken')
        return form.setErrors({ slug: t('new.taken', { other: `${values.slug}-2` }) })
      throw error
    }
  }

  return (
    <Form label={t('new.title')} onSubmit={() => void form.submit(create)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      <TextField
        {...form.field('name')}
        onChange={rename}
        label={t('field.organizationName')}
        placeholder={t('new.namePlaceholder')}
        dir="auto"
        maxLength={120}
        autoFocus
      />
      <RadioGroup
        {...form.field('kind')}
        label={t('field.kind')}
        look="cards"
        orientation="horizontal"
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`), description: t(`kindText.${value}`) }))}
      />
      <TextField
        {...form.field('slug')}
        label={t('field.slug')}
        description={t('new.slugText')}
        {...{ [direction === 'ltr' ? 'before' : 'after']: <span dir="ltr">{location.host}/</span> }}
        dir="ltr"
        maxLength={40}
        spellCheck="false"
      />
      {isPlaceOpen ? (
        <FormRow>
          <CountryField
            {...form.field('country')}
            onChange={(country) => form.setValues((before) => ({ ...before, country, currency: currencyOf(country) }))}
          />
          <CurrencyField {...form.field('currency')} />
          <TimeZoneField {...form.field('timeZone')} />
        </FormRow>
      ) : (
        <PlaceSummary {...values} onChange={() => setPlaceOpen(true)} />
      )}
      <FormActions>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t('new.action')}
        </Button>
      </FormActions>
    </Form>
  )
}

function PlaceSummary(props: { country: string; currency: string; timeZone: string; onChange: () => void }) {
  const { t, i18n } = useTranslation('organizations')
  const name = (type: 'region' | 'currency', code: string) => new Intl.DisplayNames(i18n.language, { type }).of(code)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-sunken py-1 ps-4 pe-2 text-muted">
      <span className="min-w-0 flex-1">
        {name('region', props.country)} · {name('currency', props.currency)} ·{' '}
        <bdi>{props.timeZone.replaceAll('_', ' ')}</bdi>
      </span>
      <Button variant="quiet" size="small" onPress={props.onChange}>
        {t('new.changePlace')}
      </Button>
    </div>
  )
}
