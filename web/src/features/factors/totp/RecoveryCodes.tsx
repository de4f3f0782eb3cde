import { useState } from 'react'
import { Download, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { download, print } from '../../identity/public.ts'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'

/** The codes for the day on which the phone is gone: shown this once, closed only by saying that they are kept. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('factors')
  const { account } = useMe()
  const [isKept, setKept] = useState(false)
  const title = t('recovery.paperTitle', { email: account.email })
  return (
    <Dialog
      isOpen
      size="small"
      isPersistent
      onClose={onClose}
      title={t('recovery.title')}
      closeLabel={t('kit:action.close')}
      actions={
        <Button variant="primary" disabledReason={isKept ? undefined : t('recovery.keepFirst')} onPress={onClose}>
          {t('kit:action.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner tone="warn">{t('recovery.text')}</Banner>
        <ul
          dir="ltr"
          aria-label={t('recovery.title')}
          className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg bg-sunken p-4 text-center font-mono text-16"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={codes.join('\n')} />
          <Button
            size="small"
            icon={<Download aria-hidden="true" className="size-4" />}
            onPress={() => download('polyclinic-recovery-codes.txt', [title, '', ...codes, ''].join('\n'))}
          >
            {t('recovery.download')}
          </Button>
          <Button
            size="small"
            icon={<Printer aria-hidden="true" className="size-4" />}
            onPress={() => print(title, codes)}
          >
            {t('recovery.print')}
          </Button>
        </div>
        <Checkbox label={t('recovery.kept')} value={isKept} onChange={setKept} />
      </div>
    </Dialog>
  )
}
