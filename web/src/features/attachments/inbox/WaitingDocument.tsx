import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Trash2 } from 'lucide-react'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { PatientSearch } from '../../patients/public.ts'
import { Face } from '../documents/DocumentTile.tsx'
import { useAssigning } from '../documents/use-assigning.ts'
import { DiscardDialog } from './DiscardDialog.tsx'

type Props = { document: DocumentReference; onOpen: () => void }

/** A scan, and the field that says whose it is: found, filed, and taken back by one press; or nobody’s, and thrown away. */
export function WaitingDocument({ document, onOpen }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const [patient, setPatient] = useState<PatientSummary | null>(null)
  const { file, isFiling } = useAssigning(document)
  const { title, kind, takenOn, abilities } = document
  return (
    <li className="flex flex-wrap items-end gap-4 border-b border-line px-4 py-3 last:border-b-0">
      <button
        type="button"
        aria-label={t('open', { what: title, kind: t(`kind.${kind}`) })}
        onClick={onOpen}
        className="flex size-16 shrink-0 items-center justify-center overflow-hidden rounded-lg border border-line bg-sunken outline-offset-2 hover:border-accent"
      >
        <Face document={document} />
      </button>
      <div className="min-w-32 flex-1 self-center">
        <p dir="auto" className="truncate text-start font-semibold">
          {title}
        </p>
        <p className="text-13 text-muted tabular-nums">{format.date(takenOn)}</p>
      </div>
      <PatientSearch
        className="max-w-96 min-w-48 flex-1 basis-64"
        label={t('inbox.for', { what: title })}
        value={patient}
        onChange={setPatient}
      />
      <Button
        variant="primary"
        writes
        aria-label={t('inbox.fileNamed', { what: title })}
        isPending={isFiling}
        disabledReason={patient ? undefined : t('inbox.choose')}
        onPress={() => patient && void file(patient)}
      >
        {t('inbox.file')}
      </Button>
      {abilities.discard.allowed && <Discarding document={document} />}
    </li>
  )
}

function Discarding({ document }: Pick<Props, 'document'>) {
  const { t } = useTranslation('attachments')
  const [isDiscarding, setDiscarding] = useState(false)
  return (
    <>
      <IconButton
        writes
        label={t('discard.named', { what: document.title })}
        icon={<Trash2 aria-hidden="true" className="size-4" />}
        onPress={() => setDiscarding(true)}
      />
      {isDiscarding && <DiscardDialog document={document} onClose={() => setDiscarding(false)} />}
    </>
  )
}
