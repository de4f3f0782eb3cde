import { lazy, Suspense, useState } from 'react'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'

const ExportDialog = lazy(() => import('./ExportDialog.tsx').then((module) => ({ default: module.ExportDialog })))

/** The way to a table of all patients, for whoever may take them out. */
export function ExportButton({ isArchive }: { isArchive: boolean }) {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  const [isOpen, setOpen] = useState(false)
  if (!can('patients.export') || !can('patients.read')) return null
  return (
    <>
      <Button icon={<FileDown aria-hidden="true" className="size-4" />} onPress={() => setOpen(true)}>
        {t('export.action')}
      </Button>
      {isOpen && (
        <Suspense>
          <ExportDialog isArchive={isArchive} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
