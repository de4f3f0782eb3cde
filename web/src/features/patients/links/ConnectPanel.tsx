import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { problemOf } from '../../../kit/api/problem.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { paths } from '../../../paths.ts'
import { digitsOf } from '../search/digits.ts'

type Linked = Awaited<ReturnType<typeof api.patients.connections.confirm>>['patients']

export function ConnectPanel() {
  const { account } = useMe()
  const { search } = useAddress<{ email: string }>()
  // Whoever comes by the mail's link has a code already.
  const [sentTo, setSentTo] = useState(search.email)
  const [linked, setLinked] = useState<Linked | null>(null)
  if (linked) return <Done linked={linked} />
  if (sentTo) return <CodeForm email={sentTo} onLinked={setLinked} onOther={() => setSentTo(undefined)} />
  return <AddressForm initial={search.email ?? account.email} onSent={setSentTo} />
}

function AddressForm({ initial, onSent }: { initial: string; onSent: (email: string) => void }) {
  const { t } = useTranslation('patients')
  const { organization = '' } = useParams({ strict: false })
  const once = useIntent()
  const form = useFormState({ email: initial }, { required: ['email'] })
  const ask = async (body: typeof form.values) => {
    const { email } = await once(api.patients.connections.request, { params: { organization }, body })
    onSent(email)
  }
  return (
    <Form label={t('connect.title')} onSubmit={() => void form.submit(ask)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      <TextField
        {...form.field('email')}
        label={t('field.email')}
        description={t('connect.emailText')}
        type="email"
        dir="ltr"
        autoComplete="email"
        autoFocus
      />
      <Button type="submit" variant="primary" isPending={form.isSubmitting}>
        {t('connect.send')}
      </Button>
    </Form>
  )
}

type CodeProps = { email: string; onLinked: (linked: Linked) => void; onOther: () => void }

function CodeForm({ email, onLinked, onOther }: CodeProps) {
  const { t } = useTranslation('patients')
  const { organization = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const once = useIntent()
  const [isSending, setSending] = useState(false)
  const form = useFormState(
    { code: '' },
    {
      check: ({ code }): Record<string, string> =>
        /^\d{6}$/.test(digitsOf(code)) ? {} : { code: t('connect.codeShape') },
    },
  )
  const confirm = async ({ code }: typeof form.values) => {
    const body = { email, code: digitsOf(code) }
    const { patients } = await once(api.patients.connections.confirm, { params: { organization }, body })
    await client.invalidateQueries({ queryKey: q.identity.me.key() })
    onLinked(patients)
  }
  const sendAgain = async () => {
    setSending(true)
    try {
      await api.patients.connections.request({ params: { organization }, body: { email } })
      toast.good(t('connect.sentAgain'))
    } catch (error) {
      toast.problem(error)
    } finally {
      setSending(false)
    }
  }
  const refusal = form.problem !== null && problemOf(form.problem).code
  return (
    <Form label={t('connect.title')} onSubmit={() => void form.submit(confirm)}>
      <p>{t('connect.codeText', { email })}</p>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {refusal === 'not-confirmed'
            ? t('connect.wrong')
            : refusal === 'link-ended'
              ? t('connect.over')
              : form.problemText}
        </Banner>
      )}
      <TextField
        {...form.field('code')}
        label={t('connect.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        maxLength={12}
        autoFocus
      />
      <Button type="submit" variant="primary" isPending={form.isSubmitting}>
        {t('connect.confirm')}
      </Button>
      <div className="flex flex-wrap justify-center gap-2">
        <Button variant="quiet" isPending={isSending} onPress={() => void sendAgain()}>
          {t('connect.again')}
        </Button>
        <Button variant="quiet" onPress={onOther}>
          {t('connect.other')}
        </Button>
      </div>
    </Form>
  )
}

function Done({ linked }: { linked: Linked }) {
  const { t } = useTranslation('patients')
  return (
    <div className="flex flex-col gap-6">
      <p className="flex items-start gap-2.5">
        <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good-ink" />
        <span>{t('connect.done', { count: linked.length })}</span>
      </p>
      <ul className="overflow-hidden rounded-lg border border-line">
        {linked.map(({ id, name, relation }) => (
          <li key={id} className="border-b border-line px-4 py-3 last:border-b-0">
            <span dir="auto" className="block text-parent font-semibold break-words">
              {name}
            </span>
            <span className="block text-13 text-muted">{t(`connect.relation.${relation}`)}</span>
          </li>
        ))}
      </ul>
      <ButtonLink variant="primary" href={paths.account.records()}>
        {t('connect.toAccount')}
      </ButtonLink>
    </div>
  )
}
