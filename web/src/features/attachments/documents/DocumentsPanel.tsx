import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Images, Plus } from 'lucide-react'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { api } from '../../../kit/api/api.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { FilesButton } from '../../../ui/buttons/FileButton.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { PhoneButton } from '../phone/PhoneDialog.tsx'
import { DropZone } from '../uploads/DropZone.tsx'
import { UploadList } from '../uploads/UploadList.tsx'
import { useFiling } from '../uploads/use-filing.ts'
import { Viewer } from '../viewer/Viewer.tsx'
import { DocumentDialog } from './DocumentDialog.tsx'
import { DocumentFilters } from './DocumentFilters.tsx'
import { DocumentTile } from './DocumentTile.tsx'
import { MovedAway } from './MovedAway.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { documentPages, type DocumentFilter } from './queries.ts'

/** Which pictures, films and papers are there of this patient? */
export function DocumentsPanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('attachments')
  const { slug: organization, can } = useOrganization()
  const [filter, setFilter] = useState<DocumentFilter>({})
  const { uploads, add, stop, again } = useFiling((body) =>
    api.attachments.documents.create({ params: { organization, id: patient.id }, body }),
  )
  const mayWrite = can('charts.write')
  return (
    <DropZone text={t('upload.drop')} isDisabled={!mayWrite} onFiles={add}>
      <Card
        title={t('panel')}
        isFlush
        actions={
          <>
            {mayWrite && <PhoneButton patientId={patient.id} />}
            {mayWrite && (
              <FilesButton
                size="small"
                writes
                icon={<Plus aria-hidden="true" className="size-4" />}
                aria-label={t('addNamed')}
                onChoose={add}
              >
                {t('add')}
              </FilesButton>
            )}
          </>
        }
      >
        <UploadList uploads={uploads} onStop={stop} onAgain={again} />
        <DocumentFilters filter={filter} onChange={setFilter} />
        <Gallery patient={patient} filter={filter} />
      </Card>
    </DropZone>
  )
}

function Gallery({ patient, filter }: ChartPanelProps & { filter: DocumentFilter }) {
  const { t } = useTranslation('attachments')
  const text = useProblemText()
  const { slug } = useOrganization()
  const query = useInfiniteQuery(documentPages(slug, patient.id, filter))
  const [openId, setOpenId] = useState<string>()
  const [edited, setEdited] = useState<DocumentReference>()
  const [moved, setMoved] = useState<DocumentReference>()
  if (query.error) return <Banner tone="bad">{text(query.error)}</Banner>
  if (!query.data)
    return (
      <SkeletonRegion label={t('kit:state.loading')} className="p-4">
        <Skeleton shape="block" />
      </SkeletonRegion>
    )
  const documents = query.data.pages.flatMap(({ items }) => items)
  const movedAway = <MovedAway documents={query.data.pages[0]?.movedAway} />
  if (documents.length === 0)
    return (
      <>
        <NoDocuments isFiltered={Boolean(filter.kind ?? filter.tag)} />
        {movedAway}
      </>
    )
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-4 p-4">
        {documents.map((one) => (
          <DocumentTile
            key={one.id}
            document={one}
            onOpen={() => setOpenId(one.id)}
            onEdit={() => setEdited(one)}
            onMove={() => setMoved(one)}
          />
        ))}
      </ul>
      <LoadMore
        label={t('more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
      {movedAway}
      {moved && <MoveDialog document={moved} onClose={() => setMoved(undefined)} />}
      {edited && <DocumentDialog document={edited} onClose={() => setEdited(undefined)} />}
      <Viewer documents={documents} openId={openId} onOpen={setOpenId} patientName={namesOf(patient)} />
    </>
  )
}

/** All that a file may call them. */
const namesOf = ({ givenName, familyName }: ChartPanelProps['patient']) => `${givenName} ${familyName ?? ''}`

function NoDocuments({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('attachments')
  return (
    <EmptyState
      size="small"
      headingLevel={3}
      icon={<Images aria-hidden="true" />}
      title={t(isFiltered ? 'noneFound' : 'none')}
      text={t(isFiltered ? 'noneFoundText' : 'noneText')}
    />
  )
}
