import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Spinner } from '../../../ui/signs/Spinner.tsx'
import { contentUrl } from '../documents/queries.ts'
import { Handed } from './Handed.tsx'
import { PictureView } from './PictureView.tsx'

type Props = {
  document: DocumentReference
  /** What else is in the gallery, for what a picture is compared with. */
  documents: readonly DocumentReference[]
  /** Whose chart it lies in; absent in the inbox. */
  patientName?: string
}

const DicomView = lazy(() => import('../dicom/DicomView.tsx').then((module) => ({ default: module.DicomView })))

/** A document by its kind: shown where a browser shows it, else handed over. */
export function DocumentContent({ document, documents, patientName }: Props) {
  const { t } = useTranslation('attachments')
  const { slug } = useOrganization()
  const url = contentUrl(slug, document.id)
  if (document.isHeld) return <Banner tone="info">{t('heldText')}</Banner>
  if (document.isTakenAway) return <Banner tone="bad">{t('takenAwayText')}</Banner>
  if (document.kind === 'picture') return <PictureView document={document} documents={documents} />
  if (document.kind === 'video')
    return (
      // begins without its sound: others sit in the room
      <video
        controls
        muted
        src={url}
        aria-label={document.title}
        className="min-h-0 flex-1 rounded-lg"
        style={{ background: '#000' }}
      />
    )
  if (document.kind === 'dicom')
    return (
      <Suspense fallback={<Spinner />}>
        <DicomView document={document} url={url} patientName={patientName} />
      </Suspense>
    )
  return <Handed document={document} url={url} />
}
