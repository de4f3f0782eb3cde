import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Inbox, Plus } from 'lucide-react'
import { api } from '../../../kit/api/api.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { FilesButton } from '../../../ui/buttons/FileButton.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { inboxPages } from '../documents/queries.ts'
import { DropZone } from '../uploads/DropZone.tsx'
import { UploadList } from '../uploads/UploadList.tsx'
import { useFiling } from '../uploads/use-filing.ts'
import { Viewer } from '../viewer/Viewer.tsx'
import { WaitingDocument } from './WaitingDocument.tsx'

/** What was scanned, and whose is it? */
export function InboxPage() {
  const { t } = useTranslation('attachments')
  const { slug: organization } = useOrganization()
  const { uploads, add, stop, again } = useFiling((body) =>
    api.attachments.inbox.create({ params: { organization }, body }),
  )
  return (
    <DropZone text={t('upload.drop')} onFiles={add}>
      <div className="flex min-h-full flex-col gap-6 p-6 max-sm:p-4">
        <PageHeader
          title={t('inbox.title')}
          subtitle={t('inbox.text')}
          actions={
            <FilesButton
              variant="primary"
              writes
              icon={<Plus aria-hidden="true" className="size-4" />}
              aria-label={t('addNamed')}
              onChoose={add}
            >
              {t('add')}
            </FilesButton>
          }
        />
        <Card isFlush className="max-w-5xl">
          <UploadList uploads={uploads} onStop={stop} onAgain={again} />
          <Waiting />
        </Card>
      </div>
    </DropZone>
  )
}

function Waiting() {
  const { t } = useTranslation('attachments')
  const text = useProblemText()
  const { slug } = useOrganization()
  const query = useInfiniteQuery(inboxPages(slug))
  const [openId, setOpenId] = useState<string>()
  if (query.error) return <Banner tone="bad">{text(query.error)}</Banner>
  if (!query.data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={3} />
      </SkeletonRegion>
    )
  const documents = query.data.pages.flatMap(({ items }) => items)
  if (documents.length === 0)
    return <EmptyState icon={<Inbox aria-hidden="true" />} title={t('inbox.none')} text={t('inbox.noneText')} />
  return (
    <>
      <ul>
        {documents.map((one) => (
          <WaitingDocument key={one.id} document={one} onOpen={() => setOpenId(one.id)} />
        ))}
      </ul>
      <LoadMore
        label={t('inbox.more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
      <Viewer documents={documents} openId={openId} onOpen={setOpenId} />
    </>
  )
}
