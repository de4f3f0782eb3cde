import { Camera, ImageUp, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FilePurpose } from '@polyclinic/contract/files/files.ts'
import { cx } from '../../../ui/class-names.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FileButton } from '../../../ui/buttons/FileButton.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'
import { useSending, type Sending } from './use-sending.ts'

type Props = {
  organization: string
  purpose: FilePurpose
  /** Where the picture is read that is shown now. */
  url: string | undefined
  /** Says what the picture shows. */
  alt: string
  /** In its place while there is none. */
  emptyText: string
  /** The camera that a phone opens; absent where nobody takes such a picture. */
  camera?: 'user' | 'environment'
  onSent: (fileId: string) => Promise<void>
  onRemove: () => Promise<void>
}

const accepts = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/** A picture that can be chosen, taken, replaced and removed, and how far it has come while it is sent. */
export function PictureField({ organization, purpose, url, alt, emptyText, camera, onSent, onRemove }: Props) {
  const { t } = useTranslation('files')
  const { sending, problem, send } = useSending({ organization, purpose, onSent })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-4">
        <span
          className={cx(
            'flex h-24 w-40 shrink-0 items-center justify-center rounded-lg border border-line p-2',
            url ? 'bg-white' : 'bg-sunken',
          )}
        >
          {url ? (
            <img src={url} alt={alt} className="max-h-full max-w-full object-contain" />
          ) : (
            <span className="text-center text-13 text-muted">{emptyText}</span>
          )}
        </span>
        <div className="flex min-w-56 flex-1 flex-col gap-2">
          {sending ? (
            <SendingBar {...sending} />
          ) : (
            <PictureChoices isThere={url !== undefined} camera={camera} onChoose={send} onRemove={onRemove} />
          )}
          <p className="text-13 text-muted">{t('picture.hint')}</p>
        </div>
      </div>
      {problem && (
        <Banner tone="bad" isAnnounced>
          {problem}
        </Banner>
      )}
    </div>
  )
}

type ChoicesProps = Pick<Props, 'camera' | 'onRemove'> & { isThere: boolean; onChoose: (file: File) => void }

export function PictureChoices({ isThere, camera, onChoose, onRemove }: ChoicesProps) {
  const { t } = useTranslation('files')
  return (
    <div className="flex flex-wrap gap-2">
      <FileButton accepts={accepts} icon={<ImageUp aria-hidden="true" className="size-4" />} onChoose={onChoose}>
        {t(isThere ? 'picture.replace' : 'picture.choose')}
      </FileButton>
      {camera && (
        <FileButton
          accepts={['image/*']}
          camera={camera}
          icon={<Camera aria-hidden="true" className="size-4" />}
          className="pointer-fine:hidden"
          onChoose={onChoose}
        >
          {t('picture.photo')}
        </FileButton>
      )}
      {isThere && (
        <Button variant="quiet" icon={<Trash2 aria-hidden="true" className="size-4" />} onPress={() => void onRemove()}>
          {t('picture.remove')}
        </Button>
      )}
    </div>
  )
}

export function SendingBar({ share, stop }: Sending) {
  const { t } = useTranslation('files')
  return (
    <>
      <ProgressBar label={t(share === undefined ? 'picture.checking' : 'picture.progress')} share={share} />
      <Button variant="quiet" size="small" className="self-start" onPress={() => stop.abort()}>
        {t('picture.stop')}
      </Button>
    </>
  )
}
