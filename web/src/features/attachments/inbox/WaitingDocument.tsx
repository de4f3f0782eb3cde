import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { PatientSearch } from '../../patients/public.ts'
import { Face } from '../documents/DocumentTile.tsx'

type Props = { document: DocumentReference; onOpen: () => void }

/** A scan, and the field that says whose it is: found, filed, and taken back by one press. */
export function WaitingDocument({ document, onOpen }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const [patient, setPatient] = useState<PatientSummary | null>(null)
  const { file, isFiling } = useAssigning(document)
  const { title, kind, takenOn } = document
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
    </li>
  )
}

function useAssigning({ id, version }: DocumentReference) {
  const { t } = useTranslation('attachments')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const [isFiling, setFiling] = useState(false)
  const assign = (patientId: string | null, at: number) =>
    api.attachments.documents.assign({
      params: { organization, id },
      headers: ifMatch(at),
      body: { patientId },
    })
  const back = async (at: number) => {
    try {
      await assign(null, at)
      await refresh(q.attachments.key())
      toast.good(t('inbox.back'))
    } catch (error) {
      toast.problem(error)
    }
  }
  const file = async (patient: PatientSummary) => {
    setFiling(true)
    try {
      const filed = await assign(patient.id, version)
      const name = [patient.givenName, patient.familyName].filter(Boolean).join(' ')
      toast.good(t('inbox.filed', { name }), {
        actionLabel: t('inbox.undo'),
        onAction: () => void back(filed.version),
      })
      await refresh(q.attachments.key())
    } catch (error) {
      toast.problem(error)
      setFiling(false)
    }
  }
  return { file, isFiling }
}
