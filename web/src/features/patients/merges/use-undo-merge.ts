import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Takes a merge back: both records stand by themselves again. */
export function useUndoMerge() {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  return useMutation({
    mutationFn: (id: string) => once(api.patients.patientMerges.undo, { params: { organization, id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: q.patients.key() })
      toast.good(t('merge.undone'))
    },
    onError: (error) => toast.problem(error),
  })
}
