import { useState } from 'react'
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

/** Whether nothing of a record may be erased, because a law or a quarrel needs it. */
export function HoldCard({ patientId, overview }: Props) {
  const { t } = useTranslation('rights')
  const { can } = useOrganization()
  const refusal = useRefusal(overview)
  // what was asked stays what it is while its answer changes the card behind it
  const [asked, setAsked] = useState<{ heldId: string | undefined } | null>(null)
  const held = overview.holds.find(({ lifted }) => !lifted)
  const may = held ? can('patients.erase') : true
  return (
    <Card
      title={t('hold.title')}
      actions={
        may && (
          <Button
            size="small"
            writes
            disabledReason={held ? undefined : refusal('hold')}
            onPress={() => setAsked({ heldId: held?.id })}
          >
            {t(held ? 'hold.lift' : 'hold.action')}
          </Button>
        )
      }
    >
      <p className={held ? 'font-semibold text-warn-ink' : 'text-muted'}>{t(held ? 'hold.is' : 'hold.none')}</p>
      <ul className="divide-y divide-line">
        {overview.holds.map(({ id, since, by, reason, lifted }) => (
          <Entry key={id} at={since} by={by} text={reason} ended={lifted} />
        ))}
      </ul>
      {asked && <HoldDialog patientId={patientId} heldId={asked.heldId} onClose={() => setAsked(null)} />}
    </Card>
  )
}

type DialogProps = { patientId: string; heldId: string | undefined; onClose: () => void }

function HoldDialog({ patientId, heldId, onClose }: DialogProps) {
  const { t } = useTranslation('rights')
  const { slug: organization } = useOrganization()
  const refresh = useRightsRefresh()
  const once = useIntent()
  const save = async (reason: string) => {
    const body = { reason }
    await (heldId
      ? once(api.rights.legalHolds.lift, { params: { organization, id: heldId }, body })
      : once(api.rights.legalHolds.create, { params: { organization, id: patientId }, body }))
    await refresh()
    toast.good(t(heldId ? 'hold.liftedNow' : 'hold.done'))
  }
  return (
    <ReasonDialog
      title={t(heldId ? 'hold.lift' : 'hold.action')}
      text={t(heldId ? 'hold.liftText' : 'hold.text')}
      action={t(heldId ? 'hold.lift' : 'hold.action')}
      onSave={save}
      onClose={onClose}
    />
  )
}
