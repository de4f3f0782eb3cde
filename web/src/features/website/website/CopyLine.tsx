import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'

/** What is to be put somewhere else, with a button that copies it. */
export function CopyLine({ label, value }: { label: string; value: string }) {
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
        <CopyButton text={value} label={t('copy.of', { what: label })} />
      </div>
    </div>
  )
}
