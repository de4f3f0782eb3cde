import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { WorkPart } from '../../works/public.ts'
import { useWords } from '../words.ts'

const formats = ['csv', 'xlsx'] as const

type Props = { isArchive: boolean; onClose: () => void }

/** A table of all patients, made by long work: it goes on when this is closed, and is found here again. */
export function ExportDialog({ isArchive, onClose }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug } = useOrganization()
  const [format, setFormat] = useState<(typeof formats)[number]>('csv')
  const body = { format, archived: isArchive ? ('only' as const) : ('no' as const) }
  return (
    <Dialog
      isOpen
      title={isArchive ? t('export.archivedTitle') : words('export.title')}
      description={isArchive ? t('export.archivedText') : words('export.text')}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
    >
      <div className="flex flex-col items-start gap-4">
        <SegmentedControl
          label={t('export.format')}
          segments={formats.map((value) => ({ value, label: t(`export.formats.${value}`) }))}
          value={format}
          onChange={setFormat}
        />
        <WorkPart
          key={format}
          kind={`patients.${format}`}
          organization={slug}
          ask={() => api.patients.patientExports.create({ params: { organization: slug }, body })}
          startLabel={t('export.start')}
        />
      </div>
    </Dialog>
  )
}
