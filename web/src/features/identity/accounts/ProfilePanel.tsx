import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languages, languageTable } from '@polyclinic/contract/kit/language.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { meQuery, useMe } from '../../../kit/session/session.tsx'
import { useTheme, type Theme } from '../../../kit/screen/theme.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { EmailDialog } from '../email-changes/EmailDialog.tsx'
import { useChooseLanguage } from '../languages/use-choose-language.ts'
import { useSignOut } from './use-sign-out.ts'

export function ProfilePanel() {
  return (
    <>
      <You />
      <Screen />
      <ThisDevice />
    </>
  )
}

function You() {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const form = useFormState({ name: account.name }, { required: ['name'] })
  const save = async ({ name }: typeof form.values) => {
    client.setQueryData(meQuery().queryKey, await api.identity.me.update({ body: { name: name.trim() } }))
    toast.good(t('kit:state.saved'))
  }
  return (
    <Section title={t('account.you')}>
      <Form label={t('account.you')} onSubmit={() => void form.submit(save)} className="max-w-sm">
        <ProblemBanner form={form} />
        <TextField {...form.field('name')} label={t('field.name')} autoComplete="name" dir="auto" maxLength={120} />
        {form.isDirty && (
          <Button type="submit" variant="primary" isPending={form.isSubmitting} className="self-start">
            {t('kit:action.save')}
          </Button>
        )}
      </Form>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-surface p-4">
        <div className="min-w-0">
          <div className="text-13 text-muted">{t('field.email')}</div>
          <div dir="ltr" className="text-start break-all">
            {account.email}
          </div>
        </div>
        <Button size="small" onPress={() => setAsking(true)}>
          {t('email.change')}
        </Button>
      </div>
      {isAsking && <EmailDialog onClose={() => setAsking(false)} />}
    </Section>
  )
}

function Screen() {
  const { t } = useTranslation('identity')
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  const { theme, setTheme } = useTheme()
  return (
    <Section title={t('account.screen')} description={t('account.screenText')}>
      <div className="flex max-w-sm flex-col gap-4">
        <Select
          label={t('field.language')}
          placeholder={t('field.language')}
          value={language}
          onChange={(next) => void choose(next)}
          options={languages.map((id) => ({ id, label: languageTable[id].name }))}
        />
        <SegmentedControl
          label={t('menu.theme')}
          value={theme}
          onChange={setTheme}
          segments={(['system', 'light', 'dark'] satisfies Theme[]).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
        />
      </div>
    </Section>
  )
}

function ThisDevice() {
  const { t } = useTranslation('identity')
  const signOut = useSignOut()
  return (
    <Section title={t('account.session')}>
      <Button onPress={() => void signOut()}>{t('menu.signOut')}</Button>
    </Section>
  )
}
