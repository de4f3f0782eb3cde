import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { useLocale } from 'react-aria-components'
import { useFormat } from '../../../kit/texts/format.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { DocumentContent } from './DocumentContent.tsx'

type Props = {
  documents: readonly DocumentReference[]
  /** Which one is looked at; none: closed. */
  openId: string | undefined
  onOpen: (id: string | undefined) => void
  /** Whose chart they lie in; absent in the inbox. */
  patientName?: string
}

/** One document as large as the window; the arrow keys lead to the next. */
export function Viewer({ documents, openId, onOpen, patientName }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const at = documents.findIndex(({ id }) => id === openId)
  const document = documents[at]
  const step = (by: number) => {
    const next = documents[at + by]
    if (next) onOpen(next.id)
  }
  useArrowKeys(document !== undefined, step)
  if (!document) return null
  const facts = factLine([
    format.date(document.takenOn),
    document.tags.join(', '),
    t('place', { place: at + 1, of: documents.length }),
  ])
  return (
    <Dialog
      isOpen
      size="whole"
      title={document.title}
      description={facts}
      closeLabel={t('kit:action.close')}
      onClose={() => onOpen(undefined)}
    >
      <div className="flex h-full min-h-0 flex-col gap-3">
        <DocumentContent key={document.id} document={document} documents={documents} patientName={patientName} />
        <div className="flex shrink-0 items-center justify-center gap-4">
          <IconButton
            label={t('before')}
            icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
            isDisabled={at === 0}
            onPress={() => step(-1)}
          />
          <IconButton
            label={t('next')}
            icon={<ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
            isDisabled={at === documents.length - 1}
            onPress={() => step(1)}
          />
        </div>
      </div>
    </Dialog>
  )
}

/** What takes the arrow keys for itself. */
const ownArrows = 'input, textarea, video, [role="radiogroup"], [role="toolbar"], [data-arrows="own"]'

/** Left and right as one reads; keys that a field, a slider or a film takes stay theirs. */
function useArrowKeys(isOpen: boolean, step: (by: number) => void): void {
  const { direction } = useLocale()
  const [forward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  useEffect(() => {
    if (!isOpen) return
    const press = ({ key, target }: KeyboardEvent) => {
      if ((target as Element | null)?.closest(ownArrows)) return
      if (key === forward) step(1)
      if (key === back) step(-1)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}
