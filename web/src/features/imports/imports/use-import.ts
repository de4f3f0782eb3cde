import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportSetup, PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { importQuery, importsQuery } from './queries.ts'

export type Step = 'check' | 'run' | 'undo'

/** What can be asked of one import; each answer is the import as it then is. */
export function useImport({ id, version }: Pick<PatientImport, 'id' | 'version'>) {
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const params = { organization, id }
  const onSuccess = (now: PatientImport) => {
    client.setQueryData(importQuery(organization, id).queryKey, now)
    void client.invalidateQueries({ queryKey: importsQuery(organization).queryKey })
  }
  const onError = (error: unknown) => {
    toast.problem(error)
    void client.invalidateQueries({ queryKey: importQuery(organization, id).queryKey })
  }
  const step = useMutation({
    mutationFn: (which: Step) => once(api.imports.imports[which], { params }),
    onSuccess,
    onError,
  })
  const change = (body: { setup?: ImportSetup; sheet?: string }) =>
    api.imports.imports.update({ params, body, headers: { 'if-match': `"${version}"` } })
  const sheet = useMutation({ mutationFn: (name: string) => change({ sheet: name }), onSuccess, onError })
  /** Keeps how the table is read, and has it checked. */
  const check = useMutation({
    mutationFn: async (setup: ImportSetup) => {
      await change({ setup })
      return once(api.imports.imports.check, { params })
    },
    onSuccess,
    onError,
  })
  return { step, sheet, check }
}
