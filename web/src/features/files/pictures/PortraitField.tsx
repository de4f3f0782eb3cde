import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { cut, forget, openPicture, type ChosenPicture } from './chosen-picture.ts'
import { Cropper } from './Cropper.tsx'
import { middle } from './crop.ts'
import { PictureChoices, SendingBar } from './PictureField.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  organization: string
  /** Where the picture is read that is shown now. */
  url: string | undefined
  /** Says whom the picture shows. */
  alt: string
  /** In its place while there is none. */
  empty: ReactNode
  onSent: (fileId: string) => Promise<void>
  onRemove: () => Promise<void>
}

/** Somebody's picture: chosen or taken, its part chosen, sent, replaced, removed. */
export function PortraitField({ organization, url, alt, empty, onSent, onRemove }: Props) {
  const { t } = useTranslation('files')
  const [chosen, setChosen] = useState<ChosenPicture>()
  const [isUnreadable, setUnreadable] = useState(false)
  const [view, setView] = useState(middle)
  const done = async (fileId: string) => {
    await onSent(fileId)
    setChosen(undefined)
  }
  const { sending, problem, send } = useSending({ organization, purpose: 'portrait', onSent: done })
  useEffect(() => () => chosen && forget(chosen), [chosen])
  const choose = async (file: File) => {
    const picture = await openPicture(file)
    setUnreadable(!picture)
    setView(middle)
    setChosen(picture)
  }
  const fault = isUnreadable ? t('kit:problem.not-a-picture') : problem
  return (
    <div className="flex flex-col items-center gap-4">
      {fault && (
        <Banner tone="bad" isAnnounced>
          {fault}
        </Banner>
      )}
      {chosen ? (
        <Cropper url={chosen.url} size={chosen} view={view} onView={setView} />
      ) : (
        <Shown url={url} alt={alt} empty={empty} />
      )}
      {sending ? (
        <SendingBar {...sending} />
      ) : chosen ? (
        <div className="flex flex-wrap justify-center gap-2">
          <Button onPress={() => setChosen(undefined)}>{t('kit:action.cancel')}</Button>
          <Button variant="primary" onPress={() => void cut(chosen, view).then(send)}>
            {t('portrait.use')}
          </Button>
        </div>
      ) : (
        <PictureChoices
          isThere={url !== undefined}
          camera="environment"
          onChoose={(file) => void choose(file)}
          onRemove={onRemove}
        />
      )}
    </div>
  )
}

function Shown({ url, alt, empty }: Pick<Props, 'url' | 'alt' | 'empty'>) {
  if (url) return <img src={url} alt={alt} width={160} height={160} className="size-40 rounded-full object-cover" />
  return <span className="flex size-40 items-center justify-center rounded-full bg-sunken">{empty}</span>
}
