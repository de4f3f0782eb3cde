import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'

type Value = { label: string; value: string; isSecret?: boolean }

/** What is shown now and never again, to be copied. Closes only on purpose. */
export function ShownOnce({
  title,
  values,
  onClose,
}: {
  title: string
  values: readonly Value[]
  onClose: () => void
}) {
  const { t } = useTranslation('programs')
  return (
    <Dialog
      isOpen
      isPersistent
      onClose={onClose}
      title={title}
      closeLabel={t('kit:action.close')}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('kept')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        {values.some(({ isSecret }) => isSecret) && (
          <Banner tone="warn" title={t('once')}>
            {t('onceText')}
          </Banner>
        )}
        {values.map((one) => (
          <CopyLine key={one.label} {...one} />
        ))}
      </div>
    </Dialog>
  )
}

function CopyLine({ label, value }: Value) {
  const { t } = useTranslation('kit')
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-semibold">{label}</span>
      <div className="flex flex-wrap items-center gap-2">
        <code
          dir="ltr"
          className="min-w-0 flex-1 basis-60 rounded-lg border border-line bg-sunken px-3 py-2 text-13 break-all select-all"
        >
          {value}
        </code>
        <CopyButton text={value} label={t('kit:copy.of', { what: label })} />
      </div>
    </div>
  )
}
