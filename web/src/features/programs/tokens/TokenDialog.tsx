import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useRefreshAccount } from '../../identity/public.ts'

type Pair = Awaited<ReturnType<typeof api.programs.tokens.create>>

export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programs')
  const refresh = useRefreshAccount()
  const [pair, setPair] = useState<Pair>()
  const form = useFormState({ name: '' }, { required: ['name'] })
  const make = async ({ name }: typeof form.values) => {
    setPair(await api.programs.tokens.create({ body: { name: name.trim() } }))
    await refresh()
  }
  return (
    <Dialog
      isOpen
      size={pair ? 'medium' : 'small'}
      isPersistent={Boolean(pair)}
      onClose={onClose}
      title={t(pair ? 'tokens.tokens' : 'tokens.add')}
      closeLabel={t('kit:action.close')}
      actions={
        pair ? (
          <Button variant="primary" onPress={onClose}>
            {t('kit:action.done')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
            <Button variant="primary" isPending={form.isSubmitting} onPress={() => void form.submit(make)}>
              {t('tokens.make')}
            </Button>
          </>
        )
      }
    >
      {pair ? (
        <Tokens {...pair} />
      ) : (
        <Form label={t('tokens.add')} onSubmit={() => void form.submit(make)}>
          <ProblemBanner form={form} />
          <TextField
            {...form.field('name')}
            label={t('identity:field.itsName')}
            description={t('tokens.nameText')}
            maxLength={60}
            dir="auto"
            autoFocus
          />
        </Form>
      )}
    </Dialog>
  )
}

function Tokens({ accessToken, refreshToken, expiresAt }: Pair) {
  const { t } = useTranslation('programs')
  const { dateTime } = useFormat()
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="warn">{t('tokens.once')}</Banner>
      <Secret
        label={t('tokens.access')}
        text={t('tokens.accessText', { at: dateTime(expiresAt, Temporal.Now.timeZoneId()) })}
        value={accessToken}
      />
      <Secret label={t('tokens.refresh')} text={t('tokens.refreshText')} value={refreshToken} />
    </div>
  )
}

function Secret({ label, text, value }: { label: string; text: string; value: string }) {
  const { t } = useTranslation('programs')
  const id = useId()
  return (
    <div>
      <div className="flex items-center justify-between gap-4">
        <span id={id} className="font-semibold">
          {label}
        </span>
        <CopyButton text={value} label={t('kit:copy.of', { what: label })} />
      </div>
      <code
        dir="ltr"
        aria-labelledby={id}
        className="mt-1 block rounded-lg bg-sunken px-3 py-2 font-mono text-12 break-all"
      >
        {value}
      </code>
      <p className="mt-1 text-13 text-muted">{text}</p>
    </div>
  )
}
