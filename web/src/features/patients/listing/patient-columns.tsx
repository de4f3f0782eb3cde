import { useMemo } from 'react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useKeptChoice } from '../../../kit/session/kept-choice.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import type { TableColumn } from '../../../ui/lists/Table.tsx'
import { useWords } from '../words.ts'
import { Highlight } from '../search/Highlight.tsx'
import { Name } from '../search/Name.tsx'
import { NameList } from '../search/NameList.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientLine } from '../search/PatientLine.tsx'
import { PatientState } from '../patients/PatientState.tsx'
import { PatientMark } from '../patients/SpeciesIcon.tsx'
import { useDescription } from '../patients/use-description.ts'
import { useIsPhone, useIsRoomy } from '../../../kit/screen/viewport.ts'

type PatientColumn = TableColumn<PatientSummary>

/** Columns that this person does without; those that come with a new version are there at first. */
export const useHiddenColumns = () => useKeptChoice('hidden-columns:patients')

/** One row each: who it is, whom to call, when they come. Beside an open panel the name, the age and the phone; on a phone all in one. */
export function usePatientColumns(query: string, isBeside: boolean): PatientColumn[] {
  const words = useWords()
  const appointments = useAppointmentColumns()
  const { born, breed } = useLifeColumns(isBeside)
  const isPhone = useIsPhone()
  const isRoomy = useIsRoomy()
  const { kind } = useOrganization()
  const { clinics } = useClinic()
  return useMemo(() => {
    if (isPhone)
      return [
        {
          id: 'name',
          label: words('patient'),
          width: '1fr',
          minWidth: 200,
          render: (patient) => <PatientLine patient={patient} query={query} />,
        },
      ]
    const name: PatientColumn = {
      id: 'name',
      label: words('patient'),
      isSortable: true,
      width: '3fr',
      minWidth: 180,
      render: (patient) => (
        <span className="flex min-w-0 items-center gap-3">
          <PatientMark patient={patient} size="small" />
          <Name className="min-w-0 font-semibold">
            <Highlight text={fullName(patient)} query={query} />
          </Name>
          <PatientState patient={patient} />
        </span>
      ),
    }
    const phone: PatientColumn = {
      id: 'phone',
      label: words('field.phone'),
      width: '2fr',
      minWidth: 155,
      render: ({ phone }) => (
        <bdi dir="ltr" className="tabular-nums">
          {phone}
        </bdi>
      ),
    }
    const guardians: PatientColumn = {
      id: 'guardians',
      label: words('guardian'),
      width: '2fr',
      minWidth: 130,
      render: (patient) => (
        <Name>
          <NameList names={patient.guardians} query={query} />
        </Name>
      ),
    }
    const place: PatientColumn = {
      id: 'clinic',
      label: words('field.homeClinicId'),
      width: '1.5fr',
      minWidth: 100,
      render: ({ homeClinicId }) => <Name>{clinics.find(({ id }) => id === homeClinicId)?.name ?? ''}</Name>,
    }
    const who = kind === 'human' ? [born] : kind === 'veterinary' ? [breed, guardians] : [born, guardians]
    return isBeside
      ? [name, who.at(-1)!, phone]
      : [name, ...who, phone, ...(clinics.length > 1 && isRoomy ? [place] : []), ...appointments]
  }, [words, appointments, born, breed, isPhone, isRoomy, kind, clinics, query, isBeside])
}

function useLifeColumns(isBeside: boolean): { born: PatientColumn; breed: PatientColumn } {
  const words = useWords()
  const describe = useDescription()
  return useMemo(
    () => ({
      born: {
        id: 'born',
        label: words('field.birthDate'),
        width: isBeside ? 200 : '2fr',
        minWidth: isBeside ? 180 : 205,
        render: (patient) => (
          <span className="tabular-nums">
            {describe.born(patient)}
            <span className="text-muted"> {patient.birthDate && `· ${describe.age(patient)}`}</span>
          </span>
        ),
      },
      breed: {
        id: 'breed',
        label: words('speciesAndBreed'),
        width: '2fr',
        minWidth: 130,
        render: (patient) => describe.breed(patient) ?? '',
      },
    }),
    [words, describe, isBeside],
  )
}

function useAppointmentColumns(): PatientColumn[] {
  const words = useWords()
  const format = useFormat()
  const { timeZone } = useOrganization()
  return useMemo(
    () => [
      {
        id: 'next-visit',
        label: words('nextVisit'),
        isSortable: true,
        width: '2fr',
        minWidth: 150,
        render: ({ nextVisitAt }) =>
          nextVisitAt && <span className="tabular-nums">{format.relativeTime(nextVisitAt, timeZone)}</span>,
      },
      {
        id: 'last-visit',
        label: words('lastVisit'),
        isSortable: true,
        width: '1.5fr',
        minWidth: 112,
        render: ({ lastVisitAt }) =>
          lastVisitAt && <span className="text-muted tabular-nums">{format.date(lastVisitAt, timeZone)}</span>,
      },
    ],
    [words, format, timeZone],
  )
}
