import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { AppLink, useGo } from '../../../kit/screen/navigation.tsx'
import { problemData } from '../../../kit/api/problem.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { WorkPart } from '../../works/public.ts'
import { noteDeparture } from '../accounts/who.ts'

/** A copy of all that is kept of me, made by long work: it goes on when the page is left. */
export function ExportPanel() {
  const { t } = useTranslation('identity')
  return (
    <Section title={t('data.export')} description={t('data.exportText')}>
      <WorkPart
        kind="identity.own-data"
        ask={() => api.identity.exports.create({})}
        startLabel={t('data.exportAction')}
      />
    </Section>
  )
}

/** The end of my account; what clinics wrote stays with them. */
export function DeletePanel() {
  const { t } = useTranslation('identity')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('data.delete')} description={t('data.deleteText')}>
      <Button onPress={() => setOpen(true)}>{t('data.deleteAction')}</Button>
      {isOpen && <DeleteDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  const client = useQueryClient()
  const go = useGo()
  const form = useFormState(
    { email: '' },
    {
      required: ['email'],
      check: ({ email }): Record<string, string> =>
        email.trim().toLowerCase() === account.email.toLowerCase() ? {} : { email: t('data.notYours') },
    },
  )
  const remove = async ({ email }: typeof form.values) => {
    await api.identity.account.remove({ body: { email: email.trim() } })
    sessionStorage.clear()
    noteDeparture()
    client.clear()
    go(paths.signIn(), { replace: true })
    toast.good(t('data.deleted'))
  }
  const owned = problemData(form.problem, 'owned-alone')?.organizations
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(remove)}
      onClose={onClose}
      isPersistent={false}
      size="small"
      title={t('data.deleteTitle')}
      problem={owned && <OwnedAlone organizations={owned} />}
      action={t('data.deleteAction')}
      isDangerous
    >
      <p>{t('data.deleteSure')}</p>
      <TextField
        {...form.field('email')}
        label={t('data.typeEmail', { email: account.email })}
        type="email"
        autoComplete="off"
        dir="ltr"
        autoFocus
      />
    </FormDialog>
  )
}

function OwnedAlone({ organizations }: { organizations: readonly { slug: string; name: string }[] }) {
  const { t } = useTranslation('identity')
  return (
    <Banner tone="bad" isAnnounced>
      <p>{t('data.ownedAlone')}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {organizations.map(({ slug, name }) => (
          <li key={slug}>
            <AppLink href={paths.settings.members(slug)} className={linkClass}>
              <bdi>{name}</bdi>
            </AppLink>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
