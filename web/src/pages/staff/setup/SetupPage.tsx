import { useTranslation } from 'react-i18next'
import { AppLink, useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { buttonLinkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { ClinicStep } from './ClinicStep.tsx'
import { ColleagueStep } from './ColleagueStep.tsx'
import { HoursStep } from './HoursStep.tsx'
import { PatientStep } from './PatientStep.tsx'
import { useProgress } from './progress.ts'
import { ServiceStep } from './ServiceStep.tsx'
import { SetupFrame, setupSteps, type SetupStep } from './SetupFrame.tsx'
import { AppointmentStep } from './AppointmentStep.tsx'

/** The first run of an organization, from its clinic to its first appointment; what is done can be gone back to. */
export function SetupPage() {
  const { t } = useTranslation('staff')
  const { slug } = useOrganization()
  const { search, set } = useAddress<{ colleague: 'done'; step: SetupStep }>()
  const progress = useProgress(search.colleague === 'done')
  const { clinic, practitioner, hours, service, patient } = progress
  const reached = setupSteps.indexOf(progress.step)
  const asked = search.step ? setupSteps.indexOf(search.step) : reached
  // The organization itself is changed in the settings, and nobody gets ahead of what there is.
  const at = asked > 0 ? Math.min(asked, reached) : reached
  const step = setupSteps[at]
  const onDone = () => set({ step: setupSteps[at + 1] })
  return (
    <SetupFrame
      step={step ?? progress.step}
      reached={progress.step}
      onStep={(step) => set({ step })}
      exit={
        <AppLink href={paths.today(slug)} className={buttonLinkClass('quiet')}>
          {t('setup.later')}
        </AppLink>
      }
    >
      {step === 'clinic' && <ClinicStep clinic={clinic} onDone={onDone} />}
      {step === 'hours' && clinic && (hours || !practitioner) && (
        <HoursStep clinic={clinic} practitioner={practitioner} worked={hours ?? []} onDone={onDone} />
      )}
      {step === 'colleague' && <ColleagueStep onDone={() => set({ colleague: 'done', step: 'service' })} />}
      {step === 'service' && <ServiceStep service={service} onDone={onDone} />}
      {step === 'patient' && <PatientStep patient={patient} onDone={onDone} />}
      {step === 'visit' && clinic && practitioner && service && patient && (
        <AppointmentStep clinic={clinic} practitioner={practitioner} service={service} patient={patient} />
      )}
    </SetupFrame>
  )
}
