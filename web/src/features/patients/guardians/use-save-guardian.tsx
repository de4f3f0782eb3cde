import { languageTable } from '@polyclinic/contract/kit/language.ts'
import { useQueryClient } from '@tanstack/react-query'
import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useWords } from '../words.ts'
import { contactFrom, contactParts, otherContactLines, type ContactParts } from '../contacts/contact-parts.ts'
import { withoutEmpty } from '../contacts/contact-values.ts'
import { guardianChange, guardianValues, newGuardianBody, type GuardianValues } from './guardian-values.ts'
import { newPatientBody, type PatientValues } from '../patient-form/patient-values.ts'
import { guardianQuery } from './queries.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useStaleMerge } from '../conflicts/use-stale-merge.tsx'

type GuardianFields = Omit<GuardianValues, 'contact'> & ContactParts

const fieldsOf = ({ contact, ...rest }: GuardianValues): GuardianFields => ({ ...rest, ...contactParts(contact) })
const valuesOf = ({ email, phone, address, otherContacts, ...rest }: GuardianFields): GuardianValues => ({
  ...rest,
  contact: contactFrom({ email, phone, address, otherContacts }),
})

export function useSaveGuardian() {
  const { slug: organization, country } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const words = useWords()
  const format = useFormat()
  const merge = useStaleMerge<GuardianFields>({
    labelOf: (field) => words(field === 'name' ? 'guardianName' : `field.${field}`),
    show: (field, fields) => {
      if (field === 'language') return fields.language && languageTable[fields.language].name
      if (field === 'address') return addressLines(withoutEmpty(fields.address), country, format.locale).join('\n')
      if (field === 'otherContacts') return otherContactLines(fields.otherContacts).join('\n')
      return fields[field]
    },
  })
  const remember = (saved: Guardian) => {
    client.setQueryData(guardianQuery(organization, saved.id).queryKey, saved)
    void client.invalidateQueries({ queryKey: q.patients.guardians.list.key() })
    void client.invalidateQueries({ queryKey: q.patients.patients.key() })
    return saved
  }

  /** Guardian and patients come into being together or not at all. */
  const add = async (values: GuardianValues, patients: readonly PatientValues[]) => {
    const newPatients = patients.map((patient) => {
      const { guardianIds: _, ...body } = newPatientBody(patient)
      return body
    })
    const body = { ...newGuardianBody(values), ...(newPatients.length > 0 && { newPatients }) }
    return remember(await once(api.patients.guardians.create, { params: { organization }, body }))
  }

  const change = async (before: Guardian, values: GuardianValues) => {
    const params = { organization, id: before.id }
    return remember(
      await merge.save<Guardian>({
        base: fieldsOf(guardianValues(before)),
        version: before.version,
        mine: fieldsOf(values),
        fetchTheirs: async () => {
          const now = await api.patients.guardians.get({ params })
          return { fields: fieldsOf(guardianValues(now)), version: now.version }
        },
        send: (from, to, version) =>
          api.patients.guardians.update({
            params,
            headers: ifMatch(version),
            body: guardianChange(valuesOf(from), valuesOf(to)),
          }),
      }),
    )
  }
  return { add, change, dialog: merge.dialog }
}
