import { useEffect } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { api } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { meQuery } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'

interface Props {
  organization: { id: string; name: string }
  support: NonNullable<Me['memberships'][number]['support']>
}

/** For whoever was let in: until when, how far, and the way out. */
export function SupporterBanner({ organization: { id, name }, support }: Props) {
  const { t } = useTranslation('support')
  const { time } = useFormat()
  const refresh = useRefresh()
  const go = useGo()
  const { accessId, expiresAt, mayWrite, reason } = support
  const leave = async () => {
    go(paths.platform.organizations())
    await refresh(meQuery().queryKey)
  }
  const end = useMutation({
    mutationFn: () => api.support.askedAccesses.end({ params: { id, accessId } }),
    onSuccess: leave,
    onError: (error) => toast.problem(error),
  })
  useEffect(() => {
    const timer = setTimeout(() => void refresh(meQuery().queryKey), Math.max(0, Date.parse(expiresAt) - Date.now()))
    return () => clearTimeout(timer)
  })
  return (
    <aside aria-label={t('title')}>
      <Banner
        tone="warn"
        title={t(mayWrite ? 'banner.here' : 'banner.hereToLook', {
          organization: name,
          until: time(expiresAt, Temporal.Now.timeZoneId()),
        })}
        className="rounded-none!"
        action={
          <Button size="small" isPending={end.isPending} onPress={() => end.mutate()}>
            {t('end')}
          </Button>
        }
      >
        <span dir="auto">{reason}</span>
      </Banner>
    </aside>
  )
}
