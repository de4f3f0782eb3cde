import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RightsOverview } from '@polyclinic/contract/rights/overviews.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Entry } from './Entry.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useRefusal, useRightsRefresh } from './use-rights.ts'

type Props = { patientId: string; overview: RightsOverview }

/** Whether a record is kept from everybody whose role opens no restricted ones. */
export function RestrictionCard({ patientId, overview }: Props) {
  const { t } = useTranslation('rights')
  const { slug: organization, can } = useOrganization()
  const refusal = useRefusal(overview)
  const refresh = useRightsRefresh()
  const once = useIntent()
  const [isAsking, setAsking] = useState(false)
  const restricted = overview.restrictions.find(({ lifted }) => !lifted)
  const restrict = async (reason: string) => {
    await once(api.rights.restrictions.create, { params: { organization, id: patientId }, body: { reason } })
    await refresh()
    toast.good(t('restriction.done'))
  }
  return (
    <Card
      title={t('restriction.title')}
      actions={
        restricted ? (
          can('patients.restricted') && <Lift id={restricted.id} />
        ) : (
          <Button size="small" writes disabledReason={refusal('restrict')} onPress={() => setAsking(true)}>
            {t('restriction.action')}
          </Button>
        )
      }
    >
      <p className={restricted ? 'font-semibold text-warn-ink' : 'text-muted'}>
        {t(restricted ? 'restriction.is' : 'restriction.none')}
      </p>
      <ul className="divide-y divide-line">
        {overview.restrictions.map(({ id, since, by, reason, lifted }) => (
          <Entry key={id} at={since} by={by} text={reason} ended={lifted} />
        ))}
      </ul>
      {isAsking && (
        <ReasonDialog
          title={t('restriction.action')}
          text={t('restriction.text')}
          action={t('restriction.action')}
          onSave={restrict}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  )
}

function Lift({ id }: { id: string }) {
  const { t } = useTranslation('rights')
  const { slug: organization } = useOrganization()
  const refresh = useRightsRefresh()
  const once = useIntent()
  const lift = useMutation({
    mutationFn: () => once(api.rights.restrictions.lift, { params: { organization, id } }),
    onSuccess: () => toast.good(t('restriction.liftedNow')),
    onError: (error) => toast.problem(error),
    onSettled: refresh,
  })
  return (
    <Button size="small" writes isPending={lift.isPending} onPress={() => lift.mutate()}>
      {t('restriction.lift')}
    </Button>
  )
}
