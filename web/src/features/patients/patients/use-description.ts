import { useMemo } from 'react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useWords } from '../words.ts'

export function useDescription() {
  const format = useFormat()
  const words = useWords()
  return useMemo(() => {
    /** "38 years"; of the dead, the age that they reached. */
    const age = (patient: Pick<PatientSummary, 'birthDate' | 'deceasedOn'>) =>
      patient.birthDate && format.age(patient.birthDate, patient.deceasedOn)
    /** "Labrador Retriever", else "Dog". */
    const breed = (patient: Pick<PatientSummary, 'species' | 'breed'>) =>
      patient.breed ?? (patient.species && words(`species.${patient.species}`))
    const born = (patient: Pick<PatientSummary, 'birthDate'>) => patient.birthDate && format.date(patient.birthDate)
    /** One line: "12 May 1986 · 40 years" or "Labrador Retriever · 4 years". */
    const line = (patient: PatientSummary) =>
      factLine([patient.kind === 'animal' ? breed(patient) : born(patient), age(patient)])
    return { age, breed, born, line }
  }, [format, words])
}
