import type { ReactNode } from 'react'
import { CalendarClock } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { BannerPicture } from '../pictures/BannerPicture.tsx'
import { PatientWarnings } from '../warnings/PatientWarnings.tsx'
import { useWords } from '../words.ts'
import { fullName, legalName } from './naming.ts'
import { PatientState } from './PatientState.tsx'
import { useDescription } from './use-description.ts'

type Props = {
  patient: Patient
  back?: ReactNode
  /** What can be done, the main thing last. */
  actions?: ReactNode
}

export function PatientBanner({ patient, back, actions }: Props) {
  const words = useWords(patient.kind)
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-6 gap-y-3 border-b border-line bg-surface px-6 py-4 max-sm:px-4 max-sm:py-3">
      <div className="me-auto flex min-w-0 items-start gap-4 max-sm:gap-3">
        <span className="pt-0.5">
          <BannerPicture patient={patient} />
        </span>
        <div className="min-w-0">
          {back && (
            <div data-print="hide" className="mb-0.5 text-13">
              {back}
            </div>
          )}
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="line-clamp-2 min-w-0 text-20 font-semibold break-words ltr:tracking-tight">
              <bdi>{fullName(patient)}</bdi>
            </h1>
            <PatientState patient={patient} />
          </div>
          <BannerFacts patient={patient} />
          {patient.deceasedOn ? null : (
            <NextAppointment at={patient.nextVisitAt} none={words('noNextVisit')} label={words('nextVisit')} />
          )}
          <PatientWarnings warnings={patient.warnings} className="mt-2" />
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

/** "Labrador Retriever · 4 years · male, neutered · Owner Amina Haddad" */
function BannerFacts({ patient }: { patient: Patient }) {
  const words = useWords(patient.kind)
  const format = useFormat()
  const describe = useDescription()
  const { slug } = useOrganization()
  const age = describe.age(patient)
  const sex = patient.sex && patient.sex !== 'unknown' && words(`sex.${patient.sex}`)
  const facts: ReactNode[] = [
    legalName(patient) && <OnFile patient={patient} />,
    patient.pronouns && <bdi>{patient.pronouns}</bdi>,
    patient.species && words(`species.${patient.species}`),
    patient.breed && <bdi>{patient.breed}</bdi>,
    patient.deceasedOn
      ? words(age ? 'diedAged' : 'died', { date: format.date(patient.deceasedOn), age })
      : age && (patient.kind === 'human' && patient.birthDate ? `${age} (${format.date(patient.birthDate)})` : age),
    sex && (patient.isNeutered ? words('neuteredSex', { sex }) : sex),
    patient.guardians.length > 0 && (
      <>
        {words('guardian')}{' '}
        {patient.guardians.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && ', '}
            <AppLink href={paths.guardian(slug, id)} className={linkClass}>
              <bdi>{name}</bdi>
            </AppLink>
          </span>
        ))}
      </>
    ),
  ].filter(Boolean)
  return (
    // Each fact brings its dot; the one at the start of a line is clipped away.
    <div className="overflow-x-clip">
      <ul className="-ms-4 flex min-w-0 flex-wrap text-muted">
        {facts.map((fact, at) => (
          // The order of a patient's facts never changes.
          <li
            key={at}
            className="max-w-full min-w-0 break-words before:inline-block before:w-4 before:text-center before:content-['·'] max-sm:truncate"
          >
            {fact}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The name of papers, where everybody says another one. */
function OnFile({ patient }: { patient: Patient }) {
  const words = useWords(patient.kind)
  return (
    <>
      {words(patient.usedName ? 'legalName' : 'withTitle')} <bdi className="text-ink">{legalName(patient)}</bdi>
    </>
  )
}

function NextAppointment({ at, none, label }: { at?: string; none: string; label: string }) {
  const format = useFormat()
  const { clinic } = useClinic()
  const zone = clinic?.timeZone ?? 'UTC'
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-muted">
      <CalendarClock aria-hidden="true" className="size-4 shrink-0" />
      {at ? (
        <span>
          {label} <span className="font-semibold text-ink tabular-nums">{format.relativeTime(at, zone)}</span>
        </span>
      ) : (
        none
      )}
    </p>
  )
}
