import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Files a document with somebody, from the inbox or from another chart; one press puts it back where it was. */
export function useAssigning({ id, version, patientId: before }: DocumentReference) {
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
      await assign(before ?? null, at)
      await refresh(q.attachments.key())
      toast.good(t(before ? 'move.back' : 'inbox.back'))
    } catch (error) {
      toast.problem(error)
    }
  }
  /** Whether it was. */
  const file = async (patient: PatientSummary): Promise<boolean> => {
    setFiling(true)
    try {
      const filed = await assign(patient.id, version)
      const name = [patient.givenName, patient.familyName].filter(Boolean).join(' ')
      toast.good(t('inbox.filed', { name }), {
        actionLabel: t('inbox.undo'),
        onAction: () => void back(filed.version),
      })
      await refresh(q.attachments.key())
      return true
    } catch (error) {
      toast.problem(error)
      setFiling(false)
      return false
    }
  }
  return { file, isFiling }
}
