import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { factLine } from '../../kit/fact-line.ts'
import { useFormat } from '../../kit/format.ts'
import { useAddress } from '../../kit/navigation.tsx'
import { PhoneLink } from '../../kit/PhoneLink.tsx'
import { useProblemText } from '../../kit/problem.ts'
import { useClinic, useOrganization } from '../../kit/session.tsx'
import { useTrade } from '../../kit/trade.ts'
import { paths, type PanelSearch } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Card.tsx'
import { Link } from '../../ui/Link.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/Skeleton.tsx'
import { MoveVisitForm } from './parts/MoveVisitForm.tsx'
import { useNow } from './parts/NowLine.tsx'
import { usePractitioners, useRooms, useVisit } from './parts/schedule-queries.ts'
import { StateControl } from './parts/StateControl.tsx'
import { rangeText } from './parts/time-text.ts'
import { useAboutPatient } from './parts/use-about-patient.ts'
import { useVisitActions } from './parts/use-visit-actions.ts'
import { useWhenText } from './parts/use-when-text.ts'
import { VisitMessages } from './parts/VisitMessages.tsx'
import { VisitNote } from './parts/VisitNote.tsx'
import { StateBadge } from './parts/visit-state.tsx'
import { abilitiesAt } from './parts/visit-abilities.ts'
import { kindOf } from './parts/visit-words.ts'

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
          <VisitFacts visit={visit} timeZone={timeZone} clinicName={clinics.length > 1 ? clinic?.name : undefined} />
        )}
        <VisitNote visit={visit} canWrite={canWrite} />
        {can('messages.read') && <VisitMessages visit={visit} timeZone={timeZone} />}
      </div>
    </SidePanel>
  )
}

function VisitFacts({
  visit,
  timeZone,
  clinicName,
}: {
  visit: Appointment
  timeZone: string
  clinicName: string | undefined
}) {
  const { t } = useTrade('scheduling', kindOf(visit.patient))
  const format = useFormat()
  const practitioner = usePractitioners().data?.items.find(({ id }) => id === visit.practitionerId)
  const room = useRooms().data?.items.find(({ id }) => id === visit.roomId)
  const { patient } = visit
  const minutes = Math.round((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000)
  const about = useAboutPatient()({ ...patient, guardianName: undefined })
  const facts = [
    { label: t('visit.when'), value: format.longDate(visit.startsAt, timeZone) },
    {
      label: t('visit.time'),
      value: `${rangeText(format, Date.parse(visit.startsAt), Date.parse(visit.endsAt), timeZone)} · ${format.minutes(minutes)}`,
    },
    { label: t('book.service'), value: visit.service.name },
    { label: t('book.practitioner'), value: practitioner?.displayName },
    { label: t('book.room'), value: room?.name },
    { label: t('visit.clinic'), value: clinicName },
    { label: t('visit.patient'), value: factLine([patient.name, ...about]) },
    { label: t('visit.guardian'), value: patient.guardianName },
    {
      label: t('visit.phone'),
      value: patient.phone && <PhoneLink phone={patient.phone} />,
    },
    { label: t('visit.arrived'), value: visit.arrivedAt && format.time(visit.arrivedAt, timeZone) },
    { label: t('visit.cancelled'), value: visit.cancellation && t(`cancel.reason.${visit.cancellation.reason}`) },
  ]
  return <Facts items={facts.filter(({ value }) => value)} />
}
