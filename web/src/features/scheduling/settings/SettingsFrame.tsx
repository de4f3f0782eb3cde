import { Suspense, useState, useSyncExternalStore, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Archive, ArchiveRestore } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useProblemText } from '../../../kit/api/problem.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

/** Which row of a settings table is open beside it: `edit` and `new` in the address. */
export function useSettingAddress() {
  const { search, set } = useAddress<{ edit: string; new: string }>()
  return {
    editedId: search.edit,
    isNew: Boolean(search.new),
    edit: (id: string | number) => set({ edit: String(id), new: undefined }),
    add: () => set({ new: '1', edit: undefined }),
    close: () => set({ edit: undefined, new: undefined }),
  }
}

type Archivable = { archivedAt?: string }

type Props<T extends Archivable> = {
  items: readonly T[] | undefined
  error: unknown
  title: string
  /** Draws the rows that are in use, or those in the archive. */
  children: (items: T[], isArchive: boolean) => ReactNode
}

/** What a settings table has around it: how many, the archive, loading and failure. */
export function SettingsCard<T extends Archivable>({ items, error, title, children }: Props<T>) {
  const { t } = useTranslation('scheduling')
  const problemText = useProblemText()
  const [shown, setShown] = useState<'active' | 'archive'>('active')
  const hasArchive = items?.some(({ archivedAt }) => archivedAt) ?? false
  const isArchive = shown === 'archive' && hasArchive
  return (
    <Card
      isFlush
      title={title}
      actions={
        hasArchive && (
          <SegmentedControl
            label={t('settings.show')}
            value={isArchive ? 'archive' : 'active'}
            onChange={setShown}
            segments={[
              { value: 'active', label: t('settings.active') },
              { value: 'archive', label: t('settings.archive') },
            ]}
          />
        )
      }
    >
      {items ? (
        children(
          items.filter(({ archivedAt }) => Boolean(archivedAt) === isArchive),
          isArchive,
        )
      ) : error ? (
        <Banner tone="bad" className="m-4">
          {problemText(error)}
        </Banner>
      ) : (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="row" lines={6} />
        </SkeletonRegion>
      )}
    </Card>
  )
}

type PanelProps = {
  title: string
  subtitle?: string
  size?: 'medium' | 'large'
  onClose: () => void
  children: ReactNode
}

/** Looked up again after each drawing, which is all that is needed. */
const neverChanges = () => () => {}

/** The form beside the table: the last piece of the page's row, wherever the table stands in it. */
export function SettingsPanel({ title, subtitle, size, onClose, children }: PanelProps) {
  const { t } = useTranslation('scheduling')
  // Opened by its address, the panel is drawn before the frame stands in the document.
  const frame = useSyncExternalStore(neverChanges, () => document.getElementById('content'))
  if (!frame) return null
  return createPortal(
    <Suspense>
      <SidePanel title={title} subtitle={subtitle} size={size} closeLabel={t('kit:action.close')} onClose={onClose}>
        {children}
      </SidePanel>
    </Suspense>,
    frame,
  )
}

/** Takes a thing out of use, or back; nothing is deleted. */
export function ArchiveButton({
  isArchived,
  isPending,
  onPress,
}: {
  isArchived: boolean
  isPending: boolean
  onPress: () => void
}) {
  const { t } = useTranslation('scheduling')
  const Icon = isArchived ? ArchiveRestore : Archive
  return (
    <Button
      variant="quiet"
      className="me-auto -ms-4"
      isPending={isPending}
      icon={<Icon aria-hidden="true" className="size-4" />}
      onPress={onPress}
    >
      {t(isArchived ? 'settings.restore' : 'settings.toArchive')}
    </Button>
  )
}
