import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'

/** Whether support may come in where nobody answers. */
export function RulesPanel() {
  const { t } = useTranslation('support')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const params = { organization }
  const { data } = useQuery(q.support.supportRules.get.queryOptions({ input: { params } }))
  const change = useMutation({
    mutationFn: (allowsBreakGlass: boolean) =>
      api.support.supportRules.change({ params, body: { allowsBreakGlass }, headers: ifMatch(data?.version ?? 0) }),
    onSuccess: () => toast.good(t('kit:state.saved')),
    onError: (error) => {
      if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    },
    onSettled: () => refresh(q.support.supportRules.key()),
  })
  return (
    <Switch
      label={t('breakGlass.rule')}
      description={t('breakGlass.ruleText')}
      value={change.isPending ? change.variables : (data?.allowsBreakGlass ?? true)}
      isDisabled={!data}
      onChange={(allows) => change.mutate(allows)}
    />
  )
}
