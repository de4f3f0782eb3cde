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
import { PatientWarnings } from '../../patients/public.ts'
import { MoveAppointmentForm } from '../moves/MoveAppointmentForm.tsx'
import { useNow } from '../times/NowLine.tsx'
import { PrintedAppointment } from './PrintedAppointment.tsx'
import { useAppointment } from './queries.ts'
import { StateControl } from './StateControl.tsx'
import { rangeText } from '../times/time-text.ts'
import { useAppointmentActions } from './use-appointment-actions.ts'
import { useAppointmentFacts } from './use-appointment-facts.tsx'
import { useWhenText } from '../times/use-when-text.ts'
import { AppointmentMessages } from '../notices/AppointmentMessages.tsx'
import { MailedLinks } from '../mailed-links/MailedLinks.tsx'
import { AppointmentNote } from './AppointmentNote.tsx'
import { StateBadge } from './appointment-state.tsx'
import { abilitiesAt } from './appointment-abilities.ts'
import { kindOf } from './appointment-words.ts'

type Props = { id: string; onClose: () => void }

export function AppointmentPanel({ id, onClose }: Props) {
  const { t } = useTranslation('scheduling')
  const problemText = useProblemText()
  const { data: appointment, error, refetch } = useAppointment(id)
  if (appointment) return <OpenAppointment key={appointment.id} appointment={appointment} onClose={onClose} />
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

function OpenAppointment({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const { t } = useTrade('scheduling', kindOf(appointment.patient))
  const format = useFormat()
  const { slug, can, timeZone: zone } = useOrganization()
  const { clinics } = useClinic()
  const { search, set } = useAddress<PanelSearch>()
  const setMoving = (isOn: boolean) => set({ move: isOn ? '1' : undefined }, { replace: true })
  const now = useNow()
  const actions = useAppointmentActions()
  const clinic = clinics.find((each) => each.id === appointment.clinicId)
  // of a clinic beyond one's own, met in an emergency, nothing is known
  const timeZone = clinic?.timeZone ?? zone
  const canWrite = can('appointments.write')
  const facts = useAppointmentFacts(appointment, timeZone, clinics.length > 1 ? clinic?.name : undefined)
  const whenText = useWhenText(timeZone)
  const when = rangeText(format, Date.parse(appointment.startsAt), Date.parse(appointment.endsAt), timeZone)
  return (
    <SidePanel
      title={appointment.patient.name}
      subtitle={`${format.shortDate(appointment.startsAt, timeZone)} · ${when}`}
      notice={appointment.patient.warnings && <PatientWarnings warnings={appointment.patient.warnings} />}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
      actions={
        canWrite && (
          <StateControl
            appointment={appointment}
            now={now}
            when={whenText(appointment)}
            actions={actions}
            onMove={() => setMoving(true)}
          />
        )
      }
    >
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <StateBadge state={appointment.state} />
          {can('patients.read') && (
            <Link href={paths.patient(slug, appointment.patient.id)}>{t('visit.openPatient')}</Link>
          )}
        </div>
        {appointment.isOverbooked && (
          <Banner tone="warn">
            {appointment.overbookReason
              ? t('visit.overbookedBecause', { reason: appointment.overbookReason })
              : t('visit.overbooked')}
          </Banner>
        )}
        {search.move && abilitiesAt(appointment, now).move.allowed ? (
          <MoveAppointmentForm appointment={appointment} timeZone={timeZone} onDone={() => setMoving(false)} />
        ) : (
          <Facts items={facts} />
        )}
        <AppointmentNote appointment={appointment} canWrite={canWrite} />
        {can('messages.read') && <AppointmentMessages appointment={appointment} timeZone={timeZone} />}
        <MailedLinks appointmentId={appointment.id} timeZone={timeZone} />
        <PrintedAppointment appointment={appointment} facts={facts} clinicName={clinic?.name} timeZone={timeZone} />
      </div>
    </SidePanel>
  )
}
