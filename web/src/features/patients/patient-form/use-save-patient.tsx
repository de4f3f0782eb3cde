import { languageTable } from '@polyclinic/contract/kit/language.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useWords } from '../words.ts'
import { contactFrom, contactParts, otherContactLines, type ContactParts } from '../contacts/contact-parts.ts'
import { withoutEmpty } from '../contacts/contact-values.ts'
import { newPatientBody, patientChange, patientValues, type PatientValues } from './patient-values.ts'
import { useIdentityLines } from '../identity/use-identity-lines.ts'
import { patientQuery } from '../patients/queries.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useStaleMerge } from '../conflicts/use-stale-merge.tsx'

/** A patient's fields as a person would compare them: e-mail, phone and address apart. */
export type PatientFields = Omit<PatientValues, 'contact'> & ContactParts

export const fieldsOf = ({ contact, ...rest }: PatientValues): PatientFields => ({ ...rest, ...contactParts(contact) })
const valuesOf = ({ email, phone, address, otherContacts, ...rest }: PatientFields): PatientValues => ({
  ...rest,
  contact: contactFrom({ email, phone, address, otherContacts }),
})

export function useSavePatient(patient?: Patient) {
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const merge = useStaleMerge<PatientFields>(useFieldWords(patient?.kind))

  const remember = (saved: Patient) => {
    client.setQueryData(patientQuery(organization, saved.id).queryKey, saved)
    void client.invalidateQueries({ queryKey: q.patients.patients.list.key() })
    void client.invalidateQueries({ queryKey: q.patients.guardians.key() })
    return saved
  }
  const add = async (values: PatientValues) => {
    const body = newPatientBody(values)
    return once(api.patients.patients.create, { params: { organization }, body })
  }
  const change = (before: Patient, values: PatientValues) => {
    const params = { organization, id: before.id }
    return merge.save<Patient>({
      base: fieldsOf(patientValues(before)),
      version: before.version,
      mine: fieldsOf(values),
      fetchTheirs: async () => {
        const now = await api.patients.patients.get({ params })
        return { fields: fieldsOf(patientValues(now)), version: now.version }
      },
      send: (from, to, version) =>
        api.patients.patients.update({
          params,
          headers: ifMatch(version),
          body: patientChange(valuesOf(from), valuesOf(to)),
        }),
    })
  }
  return {
    save: async (values: PatientValues) => remember(patient ? await change(patient, values) : await add(values)),
    dialog: merge.dialog,
  }
}

/** What a field is called, and what stands in it. */
export function useFieldWords(kind: Patient['kind'] | undefined) {
  const words = useWords(kind)
  const { t } = useTranslation('patients')
  const format = useFormat()
  const lines = useIdentityLines(kind)
  const { clinics } = useClinic()
  const { country } = useOrganization()
  const labelOf = (field: keyof PatientFields) => (field === 'guardians' ? words('guardians') : words(`field.${field}`))
  const show = (field: keyof PatientFields, fields: PatientFields) => {
    switch (field) {
      case 'birthDate':
      case 'deceasedOn':
        return fields[field] && format.date(fields[field])
      case 'sex':
        return fields.sex && words(`sex.${fields.sex}`)
      case 'species':
        return fields.species && words(`species.${fields.species}`)
      case 'isNeutered':
        return t(`neutered.${fields.isNeutered === null ? 'unknown' : fields.isNeutered ? 'yes' : 'no'}`)
      case 'language':
        return fields.language && languageTable[fields.language].name
      case 'homeClinicId':
        return clinics.find(({ id }) => id === fields.homeClinicId)?.name
      case 'guardians':
        return format.list(fields.guardians.map(({ name }) => name))
      case 'otherContacts':
        return otherContactLines(fields.otherContacts).join('\n')
      case 'aliases':
      case 'identifiers':
      case 'speech':
      case 'physiology':
      case 'insurance':
      case 'whereabouts':
        return lines(field, fields).join('\n')
      case 'address':
        return addressLines(withoutEmpty(fields.address), country, format.locale).join('\n')
      default:
        return fields[field]
    }
  }
  return { labelOf, show }
}
