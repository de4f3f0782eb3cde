import { languageTable } from '@polyclinic/contract/kit/language.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Pencil } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { Card, Facts } from '../../../ui/layout/Card.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { heldOf, useIdentityLines } from '../identity/use-identity-lines.ts'
import { useWords } from '../words.ts'
import { ContactLines } from '../contacts/ContactLines.tsx'
import { RelationsCard } from '../relations/RelationsCard.tsx'
import { plainFields } from '../patient-form/patient-fields.ts'
import { useDescription } from './use-description.ts'

type Props = {
  patient: Patient
  /** Absent where the reader may not change the patient. */
  onEdit?: () => void
}

export function PatientFacts({ patient, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const details = useDetails(patient)
  const edit = (what: string) =>
    onEdit && (
      <IconButton
        size="small"
        label={t('editNamed', { what })}
        icon={<Pencil aria-hidden="true" className="size-4" />}
        onPress={onEdit}
      />
    )
  const hasGuardians = patient.kind === 'animal' || patient.guardians.length > 0
  return (
    <>
      {hasGuardians && <RelationsCard patient={patient} onEdit={onEdit} />}
      {(patient.kind === 'human' || patient.contact) && (
        <Card title={t('contact')} actions={edit(t('contact'))}>
          {patient.contact ? (
            <ContactLines contact={patient.contact} />
          ) : (
            <p className="text-muted">{t('noContactYet')}</p>
          )}
        </Card>
      )}
      <Card title={t('details')} actions={edit(t('details'))}>
        <Facts items={details} />
      </Card>
      {(patient.memo || onEdit) && (
        <div data-print={patient.memo ? undefined : 'hide'}>
          <Card title={t('field.memo')} actions={edit(t('field.memo'))}>
            {patient.memo ? (
              <p dir="auto" className="text-start break-words whitespace-pre-line">
                {patient.memo}
              </p>
            ) : (
              <p className="text-muted">{t('noMemoYet')}</p>
            )}
          </Card>
        </div>
      )}
    </>
  )
}

function useDetails(patient: Patient): { label: string; value: ReactNode }[] {
  const words = useWords(patient.kind)
  const format = useFormat()
  const describe = useDescription()
  const { clinics, clinic } = useClinic()
  const homeClinic = clinics.find(({ id }) => id === patient.homeClinicId)
  const lines = useIdentityLines(patient.kind)
  const held = heldOf(patient)
  const facts: [string, ReactNode | string[]][] = [
    ['species', patient.species && words(`species.${patient.species}`)],
    ['breed', patient.breed],
    ['birthDate', patient.birthDate && `${format.date(patient.birthDate)} (${describe.age(patient)})`],
    ['deceasedOn', patient.deceasedOn && format.date(patient.deceasedOn)],
    ['sex', patient.sex && words(`sex.${patient.sex}`)],
    ['isNeutered', patient.isNeutered !== undefined && words(`neutered.${patient.isNeutered ? 'yes' : 'no'}`)],
    ...plainFields.map((name): [string, ReactNode] => [name, patient[name]]),
    ['microchip', patient.microchip && <bdi className="tabular-nums">{spacedChip(patient.microchip)}</bdi>],
    ['identifiers', lines('identifiers', held)],
    ['aliases', lines('aliases', held)],
    ['speech', lines('speech', held)],
    ['physiology', lines('physiology', held)],
    ['insurance', lines('insurance', held)],
    ['registration', patient.registration],
    ['whereabouts', lines('whereabouts', held)],
    ['language', patient.language && languageTable[patient.language].name],
    ['homeClinicId', clinics.length > 1 && homeClinic?.name],
    ['lastVisitAt', patient.lastVisitAt && format.date(patient.lastVisitAt, clinic?.timeZone)],
    ['createdAt', format.date(patient.createdAt, clinic?.timeZone)],
  ]
  return facts.flatMap(([key, value]) => {
    const shown = Array.isArray(value) ? value.length > 0 && <Lines of={value} /> : value
    return shown ? [{ label: words(`field.${key}`), value: shown }] : []
  })
}

const Lines = ({ of }: { of: readonly string[] }) =>
  of.map((line) => (
    <bdi key={line} className="block">
      {line}
    </bdi>
  ))

/** ISO 11784 chips are read out in groups of three. */
const spacedChip = (chip: string) => (/^\d{15}$/.test(chip) ? chip.replaceAll(/(\d{3})(?=\d)/g, '$1 ') : chip)
