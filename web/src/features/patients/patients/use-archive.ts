import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useWords } from '../words.ts'
import { fullName } from './naming.ts'
import { patientQuery } from './queries.ts'

type Archival = { patient: Patient; archived: boolean }

export function useArchive() {
  const words = useWords()
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const archive = useMutation({
    mutationFn: ({ patient, archived }: Archival) =>
      api.patients.patients.archive({
        params: { organization, id: patient.id },
        headers: ifMatch(patient.version),
        body: { archived },
      }),
    onSuccess: (saved, { archived }) => {
      client.setQueryData(patientQuery(organization, saved.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: q.patients.patients.list.key() })
      toast.good(words(archived ? 'archivedNow' : 'restoredNow', { name: fullName(saved) }), {
        actionLabel: words('undo'),
        onAction: () => archive.mutate({ patient: saved, archived: !archived }),
      })
    },
    onError: (error, { patient }) => {
      toast.problem(error)
      // Shows what the others made of it, so that the next try is an informed one.
      if (problemOf(error).code === 'stale') {
        void client.invalidateQueries({ queryKey: patientQuery(organization, patient.id).queryKey })
      }
    },
  })
  return archive
}
