import { Archive, ArchiveRestore } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/buttons/Button.tsx'

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
      writes
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
