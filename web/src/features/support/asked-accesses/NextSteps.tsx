import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { meQuery } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { BreakGlassDialog } from './BreakGlassDialog.tsx'

interface Props {
  organization: { id: string; slug: string; name: string }
  access: AskedAccess
  isOwn: boolean
}

/** What an operator does with one that waits or is open: go in, take it back, end it, break the glass. */
export function NextSteps({ organization, access, isOwn }: Props) {
  const { t } = useTranslation('support')
  const { dateTime } = useFormat()
  const refresh = useRefresh()
  const go = useGo()
  const [isBreaking, setBreaking] = useState(false)
  const { id: accessId, state, mayOpenAt } = access
  const end = useMutation({
    mutationFn: () => api.support.askedAccesses.end({ params: { id: organization.id, accessId } }),
    onSuccess: () => toast.good(t(state === 'asked' ? 'withdrawn' : 'endedOwn', { name: organization.name })),
    onError: (error) => toast.problem(error),
    onSettled: () => refresh(q.support.askedAccesses.key(), q.platform.platformLog.key(), meQuery().queryKey),
  })
  const enter = async () => {
    await refresh(meQuery().queryKey)
    // where no patient is shown, there is no day to look at
    go(access.granted?.scope === 'records' ? paths.today(organization.slug) : paths.settings.members(organization.slug))
  }
  if (state !== 'asked' && state !== 'granted') return null
  const isEarly = Temporal.Instant.compare(mayOpenAt, Temporal.Now.instant()) > 0
  return (
    <div className="flex flex-wrap gap-2">
      {isOwn && state === 'granted' && (
        <Button size="small" variant="primary" onPress={() => void enter()}>
          {t('enter')}
        </Button>
      )}
      <Button size="small" isPending={end.isPending} onPress={() => end.mutate()}>
        {t(state === 'asked' ? 'withdraw' : 'end')}
      </Button>
      {isOwn && state === 'asked' && (
        <Button
          size="small"
          variant="danger"
          disabledReason={
            isEarly ? t('breakGlass.early', { at: dateTime(mayOpenAt, Temporal.Now.timeZoneId()) }) : undefined
          }
          onPress={() => setBreaking(true)}
        >
          {t('breakGlass.action')}
        </Button>
      )}
      {isBreaking && (
        <BreakGlassDialog organization={organization} accessId={accessId} onClose={() => setBreaking(false)} />
      )}
    </div>
  )
}
