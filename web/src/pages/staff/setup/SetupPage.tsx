import { useTranslation } from 'react-i18next'
import { AppLink, useAddress } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { buttonLinkClass } from '../../../ui/Link.tsx'
import { paths } from '../../../paths.ts'
import { ClinicStep } from './ClinicStep.tsx'
import { ColleagueStep } from './ColleagueStep.tsx'
import { HoursStep } from './HoursStep.tsx'
import { PatientStep } from './PatientStep.tsx'
import { useProgress } from './progress.ts'
import { ServiceStep } from './ServiceStep.tsx'
import { SetupFrame } from './SetupFrame.tsx'
import { VisitStep } from './VisitStep.tsx'

/** The first run of an organization, from its clinic to its first visit. */
export function SetupPage() {
  const { t } = useTranslation('staff')
  const { slug } = useOrganization()
  const { search, set } = useAddress<{ colleague: 'done' }>()
  const { step, clinic, practitioner, service, patient } = useProgress(search.colleague === 'done')
  return (
    <SetupFrame
      step={step}
      exit={
        <AppLink href={paths.today(slug)} className={buttonLinkClass('quiet')}>
          {t('setup.later')}
        </AppLink>
      }
    >
      {step === 'clinic' && <ClinicStep />}
      {step === 'hours' && clinic && <HoursStep clinic={clinic} practitioner={practitioner} />}
      {step === 'colleague' && <ColleagueStep onDone={() => set({ colleague: 'done' }, { replace: true })} />}
      {step === 'service' && <ServiceStep />}
      {step === 'patient' && <PatientStep />}
      {step === 'visit' && clinic && practitioner && service && patient && (
        <VisitStep clinic={clinic} practitioner={practitioner} service={service} patient={patient} />
      )}
    </SetupFrame>
  )
}
