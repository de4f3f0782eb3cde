import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Download, ExternalLink } from 'lucide-react'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { kindIcons } from '../documents/document-words.ts'

/** A paper opens in the browser's own viewer; everything else is kept on the reader's machine. */
export function Handed({ document, url, text }: { document: DocumentReference; url: string; text?: string }) {
  const { t } = useTranslation('attachments')
  const [isOpening, setOpening] = useState(false)
  const Icon = kindIcons[document.kind]
  const open = async () => {
    setOpening(true)
    try {
      await openPaper(url)
    } catch (error) {
      toast.problem(error)
    } finally {
      setOpening(false)
    }
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4">
      <EmptyState
        headingLevel={3}
        icon={<Icon aria-hidden="true" />}
        title={t(`kind.${document.kind}`)}
        text={text ?? t(document.kind === 'pdf' ? 'paperText' : 'otherText')}
      />
      <div className="flex flex-wrap justify-center gap-2">
        {document.kind === 'pdf' && (
          <Button
            variant="primary"
            icon={<ExternalLink aria-hidden="true" className="size-4" />}
            isPending={isOpening}
            onPress={() => void open()}
          >
            {t('openPaper')}
          </Button>
        )}
        <ButtonLink href={url} download icon={<Download aria-hidden="true" className="size-4" />}>
          {t('download')}
        </ButtonLink>
      </div>
    </div>
  )
}

/** Its bytes under the one type that they were found to be, whatever else they could be read as. */
async function openPaper(url: string): Promise<void> {
  const answer = await fetch(url)
  if (!answer.ok) throw new TypeError('the paper did not arrive')
  const paper = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'application/pdf' }))
  window.open(paper, '_blank', 'noopener')
  setTimeout(() => URL.revokeObjectURL(paper), 60_000)
}
