import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { authProblemText } from '../../identity/public.ts'
import { useCodeForm } from '../factors/use-code-form.ts'
import { CodeField } from '../factors/CodeField.tsx'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'
import { QrCode } from './QrCode.tsx'

type Props = {
  secret: string
  uri: string
  /** The app works: the recovery codes, which are told this once. */
  onDone: (codes: string[]) => void
  onClose: () => void
}

/** Scan, then type what the app shows: nothing has changed before. */
export function AuthenticatorDialog({ secret, uri, onDone, onClose }: Props) {
  const { t } = useTranslation('factors')
  const formId = useId()
  const form = useCodeForm(async (code) => onDone((await api.factors.totp.confirm({ body: { code } })).codes))
  return (
    <Dialog
      isOpen
      size="small"
      isPersistent
      onClose={onClose}
      title={t('totp.setUpTitle')}
      closeLabel={t('kit:action.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
          <Button
            variant="primary"
            isPending={form.isSubmitting}
            onPress={() => void form.submit(({ code }) => form.send(code))}
          >
            {t('totp.confirm')}
          </Button>
        </>
      }
    >
      <Form label={t('totp.setUpTitle')} onSubmit={() => void form.submit(({ code }) => form.send(code))}>
        {form.problem !== null && (
          <Banner tone="bad" isAnnounced>
            {authProblemText(form.problem)}
          </Banner>
        )}
        <p>{t('totp.scan')}</p>
        <div className="flex justify-center">
          <QrCode text={uri} label={t('totp.qr')} />
        </div>
        <div>
          <p id={formId} className="text-13 text-muted">
            {t('totp.byHand')}
          </p>
          <div className="mt-1 flex items-center gap-3">
            <code dir="ltr" aria-labelledby={formId} className="min-w-0 flex-1 font-mono text-13 break-all">
              {secret.match(/.{1,4}/g)?.join(' ')}
            </code>
            <CopyButton text={secret} label={t('totp.copySecret')} />
          </div>
        </div>
        <CodeField {...form.codeField} label={t('totp.firstCode')} autoFocus />
      </Form>
    </Dialog>
  )
}
