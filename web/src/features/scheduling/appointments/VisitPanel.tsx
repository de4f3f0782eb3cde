import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { paths, type PanelSearch } from '../../../paths.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts } from '../../../ui/layout/Card.tsx'
import { Link } from '../../../ui/buttons/Link.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { MoveVisitForm } from '../moves/MoveVisitForm.tsx'
import { useNow } from '../times/NowLine.tsx'
import { PrintedVisit } from './PrintedVisit.tsx'
import { useVisit } from './queries.ts'
import { StateControl } from './StateControl.tsx'
import { rangeText } from '../times/time-text.ts'
import { useVisitActions } from './use-visit-actions.ts'
import { useVisitFacts } from './use-visit-facts.tsx'
import { useWhenText } from '../times/use-when-text.ts'
import { VisitMessages } from '../notices/VisitMessages.tsx'
import { VisitNote } from './VisitNote.tsx'
import { StateBadge } from './visit-state.tsx'
import { abilitiesAt } from './visit-abilities.ts'
import { kindOf } from './visit-words.ts'

type Props = { id: string; onClose: () => void }

/** One visit beside the work: what is booked, what happens next, what was sent. */
export function VisitPanel({ id, onClose }: Props) {
  const { t } = useTranslation('scheduling')
  const problemText = useProblemText()
  const { data: visit, error, refetch } = useVisit(id)
  if (visit) return <Visit key={visit.id} visit={visit} onClose={onClose} />
  return (
    <SidePanel title={t('visit.title')} closeLabel={t('kit:action.close')} onClose={onClose}>
      {error ? (
        <Banner
          tone="bad"
          action={
            <Button size="small" onPress={() => void refetch()}>
              {t('kit:action.retry')}
            </Button>
          }
        >
          {problemText(error)}
        </Banner>
      ) : (
        <SkeletonRegion label={t('kit:state.loading')} className="flex flex-col gap-6">
          <Skeleton lines={5} />
          <Skeleton shape="block" />
        </SkeletonRegion>
      )}
    </SidePanel>
  )
}

function Visit({ visit, onClose }: { visit: Appointment; onClose: () => void }) {
  const { t } = useTrade('scheduling', kindOf(visit.patient))
  const format = useFormat()
  const { slug, can, timeZone: zone } = useOrganization()
  const { clinics } = useClinic()
  const { search, set } = useAddress<PanelSearch>()
  const setMoving = (isOn: boolean) => set({ move: isOn ? '1' : undefined }, { replace: true })
  const now = useNow()
  const actions = useVisitActions()
  const clinic = clinics.find((each) => each.id === visit.clinicId)
  // of a clinic beyond one's own, met in an emergency, nothing is known
  const timeZone = clinic?.timeZone ?? zone
  const canWrite = can('appointments.write')
  const facts = useVisitFacts(visit, timeZone, clinics.length > 1 ? clinic?.name : undefined)
  const whenText = useWhenText(timeZone)
  const when = rangeText(format, Date.parse(visit.startsAt), Date.parse(visit.endsAt), timeZone)
  return (
    <SidePanel
      title={visit.patient.name}
      subtitle={`${format.shortDate(visit.startsAt, timeZone)} · ${when}`}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
      actions={
        canWrite && (
          <StateControl
            visit={visit}
            now={now}
            when={whenText(visit)}
            actions={actions}
            onMove={() => setMoving(true)}
          />
        )
      }
    >
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <StateBadge state={visit.state} />
          {can('patients.read') && <Link href={paths.patient(slug, visit.patient.id)}>{t('visit.openPatient')}</Link>}
        </div>
        {visit.isOverbooked && (
          <Banner tone="warn">
            {visit.overbookReason
              ? t('visit.overbookedBecause', { reason: visit.overbookReason })
              : t('visit.overbooked')}
          </Banner>
        )}
        {search.move && abilitiesAt(visit, now).move.allowed ? (
          <MoveVisitForm visit={visit} timeZone={timeZone} onDone={() => setMoving(false)} />
        ) : (
          <Facts items={facts} />
        )}
        <VisitNote visit={visit} canWrite={canWrite} />
        {can('messages.read') && <VisitMessages visit={visit} timeZone={timeZone} />}
        <PrintedVisit visit={visit} facts={facts} clinicName={clinic?.name} timeZone={timeZone} />
      </div>
    </SidePanel>
  )
}
