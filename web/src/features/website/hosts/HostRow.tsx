import { useTranslation } from 'react-i18next'
import type { Host } from '@polyclinic/contract/website/hosts.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { CopyLine } from '../website/CopyLine.tsx'

const looks = { pending: 'neutral', verified: 'good', missing: 'warn' } as const

/** Looking for its record, and removing it; what became of it is said. */
function useHostActions(host: Host) {
  const { t } = useTranslation('website')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const params = { organization, id: host.id }
  const done = async (work: Promise<unknown>, text: string) => {
    try {
      await work
      toast.good(text)
    } catch (error) {
      toast.problem(error)
    }
    await refresh(q.website.hosts.key())
  }
  const remove = async () => {
    const isSure = await confirm({
      title: t('removeHost', { name: host.name }),
      text: t('removeHostText'),
      confirmLabel: t('kit:action.remove'),
    })
    if (isSure) await done(api.website.hosts.remove({ params }), t('removed'))
  }
  return { look: () => done(api.website.hosts.verify({ params }), t('checked')), remove }
}

export function HostRow({ host }: { host: Host }) {
  const { t } = useTranslation('website')
  const { look, remove } = useHostActions(host)
  const state = host.missingSince ? 'missing' : host.state === 'verified' ? 'verified' : 'pending'
  return (
    <li className="flex flex-col gap-3 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <bdi dir="ltr" className="min-w-0 font-semibold break-all">
          {host.name}
        </bdi>
        <Badge tone={looks[state]}>{t(`hostState.${state}`)}</Badge>
      </div>
      {state === 'missing' && <p className="text-13 text-muted">{t('missingText')}</p>}
      {state !== 'verified' && (
        <>
          <CopyLine label={t('recordName')} value={host.record.name} />
          <CopyLine label={t('recordValue')} value={host.record.value} />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {state !== 'verified' && (
          <Button size="small" onPress={() => void look()}>
            {t('check')}
          </Button>
        )}
        <Button size="small" onPress={() => void remove()}>
          {t('kit:action.remove')}
        </Button>
      </div>
    </li>
  )
}
