import { useTranslation } from 'react-i18next'
import { RotateCw, X } from 'lucide-react'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'
import type { Upload } from './use-uploads.ts'

type Props = {
  uploads: readonly Upload[]
  onStop: (upload: Upload) => void
  onAgain: (upload: Upload) => void
}

/** What is on its way, a bar each, and what did not arrive, with why and a way to try again. */
export function UploadList({ uploads, onStop, onAgain }: Props) {
  const { t } = useTranslation('attachments')
  if (uploads.length === 0) return null
  return (
    <ul aria-label={t('upload.list')} className="border-b border-line">
      {uploads.map((one) => (
        <li key={one.id} className="flex items-center gap-3 px-4 py-2">
          <div className="min-w-0 flex-1">
            {one.problem ? (
              <>
                <p dir="auto" className="truncate text-13">
                  {one.name}
                </p>
                <p role="alert" className="text-13 text-bad-ink">
                  {one.problem}
                </p>
              </>
            ) : (
              <ProgressBar label={one.name} share={one.share} />
            )}
          </div>
          {one.problem && (
            <IconButton
              size="small"
              label={t('upload.again', { what: one.name })}
              icon={<RotateCw aria-hidden="true" className="size-4" />}
              onPress={() => onAgain(one)}
            />
          )}
          <IconButton
            size="small"
            label={t('upload.stop', { what: one.name })}
            icon={<X aria-hidden="true" className="size-4" />}
            onPress={() => onStop(one)}
          />
        </li>
      ))}
    </ul>
  )
}
