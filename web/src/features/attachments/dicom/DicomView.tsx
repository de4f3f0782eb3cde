import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Spinner } from '../../../ui/signs/Spinner.tsx'
import { Handed } from '../viewer/Handed.tsx'
import { DicomImage } from './DicomImage.tsx'
import { namesSomebodyElse } from './pixels.ts'
import { readDicom } from './read.ts'

type Props = {
  document: DocumentReference
  url: string
  /** Whose chart it lies in; absent in the inbox. */
  patientName?: string
}

async function fetched(url: string) {
  const answer = await fetch(url)
  if (!answer.ok) throw new TypeError('the file did not arrive')
  return readDicom(new Uint8Array(await answer.arrayBuffer()))
}

/** An X-ray or another DICOM picture; what cannot be shown says why, and is there as a file. */
export function DicomView({ document, url, patientName }: Props) {
  const { t } = useTranslation('attachments')
  const [isRead, setRead] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['dicom', url],
    queryFn: () => fetched(url),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  if (error) return <Banner tone="bad">{t('dicom.lost')}</Banner>
  if (!data) return <Spinner />
  if (typeof data === 'string') return <Handed document={document} url={url} text={t(`dicom.${data}`)} />
  const isOther = !isRead && patientName !== undefined && namesSomebodyElse(data.patientName, patientName)
  return (
    <>
      {isOther && (
        <Banner
          tone="warn"
          isAnnounced
          action={
            <Button size="small" onPress={() => setRead(true)}>
              {t('dicom.read')}
            </Button>
          }
        >
          {t('dicom.otherName', { name: data.patientName })}
        </Banner>
      )}
      <DicomImage dicom={data} name={document.title} />
    </>
  )
}
