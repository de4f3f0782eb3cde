import { useQueries } from '@tanstack/react-query'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../words.ts'
import { isProbablySame } from './duplicates.ts'
import { PatientLine } from './PatientLine.tsx'
import type { PatientValues } from './patient-values.ts'
import { patientMatches } from './queries.ts'
import { useDebounced } from '../../../kit/debounced.ts'

type Props = {
  values: PatientValues
  /** Opens the one on file instead. */
  onOpen: (id: string) => void
}

/** Looks while one types whether the patient is already on file, by name and birth date, phone or chip. */
export function DuplicateWarning({ values, onOpen }: Props) {
  const words = useWords(values.kind)
  const found = useProbableDuplicates(values)
  if (found.length === 0) return null
  return (
    <Banner tone="warn" isAnnounced title={words('duplicate.title')}>
      <ul className="mt-2 flex flex-col gap-2">
        {found.map((patient) => (
          <li key={patient.id} className="flex items-center gap-3 rounded-lg bg-surface py-2 ps-3 pe-2">
            <PatientLine patient={patient} />
            <Button size="small" onPress={() => onOpen(patient.id)}>
              {words('duplicate.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function useProbableDuplicates(values: PatientValues): PatientSummary[] {
  const { slug } = useOrganization()
  const name = useDebounced(values.givenName.trim(), 300)
  const phone = useDebounced(values.contact.phone.replaceAll(/\D/g, ''), 300)
  const chip = useDebounced(values.microchip.replaceAll(/[\s-]/g, ''), 300)
  // The birth date alone finds the misspelt name; the name alone those whose birth date is not known.
  const wishes = [
    {
      search: name,
      isAsked: name.length >= 2 && (values.kind === 'animal' || Boolean(values.birthDate || values.familyName.trim())),
    },
    {
      search: values.birthDate ?? '',
      isAsked: values.kind === 'human' && name.length >= 2 && values.birthDate !== null,
    },
    { search: phone.slice(-6), isAsked: phone.length >= 7 },
    { search: chip, isAsked: chip.length >= 9 },
  ]
  const answers = useQueries({
    queries: wishes.map(({ search, isAsked }) => ({
      ...patientMatches(slug, search, 20),
      enabled: isAsked,
      placeholderData: undefined,
    })),
  })
  const draft = { ...values, guardianIds: values.guardians.map(({ id }) => id) }
  const hits = answers.flatMap(({ data }, at) => {
    const items = wishes[at]?.isAsked ? (data?.items ?? []) : []
    // A shared phone or chip speaks for itself.
    return at >= 2
      ? items.filter(({ kind }) => kind === values.kind)
      : items.filter((item) => isProbablySame(draft, item))
  })
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()].slice(0, 3)
}
