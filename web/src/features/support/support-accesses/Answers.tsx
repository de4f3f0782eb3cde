import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SupportAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { api, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { GrantDialog } from './GrantDialog.tsx'

/** What an organization can answer: let in, refuse, end. */
export function Answers({ access }: { access: SupportAccess }) {
  const { t } = useTranslation('support')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const [isGranting, setGranting] = useState(false)
  const { operator, id, state } = access
  const answer = useMutation({
    mutationFn: (act: 'refuse' | 'end') => api.support.supportAccesses[act]({ params: { organization, id } }),
    onSuccess: (_, act) => toast.good(t(act === 'end' ? 'ended' : 'refused', { name: operator.name })),
    onError: (error) => {
      if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    },
    onSettled: () => refresh(q.support.supportAccesses.key()),
  })
  if (state === 'granted')
    return (
      <Button size="small" isPending={answer.isPending} onPress={() => answer.mutate('end')}>
        {t('end')}
      </Button>
    )
  if (state !== 'asked') return null
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" isPending={answer.isPending} onPress={() => answer.mutate('refuse')}>
        {t('refuse')}
      </Button>
      <Button size="small" variant="primary" onPress={() => setGranting(true)}>
        {t('grant')}
      </Button>
      {isGranting && <GrantDialog access={access} onClose={() => setGranting(false)} />}
    </div>
  )
}
