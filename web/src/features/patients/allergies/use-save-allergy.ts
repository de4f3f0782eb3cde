import type { Allergy } from '@polyclinic/contract/patients/allergies.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useWarningsRefresh } from '../warnings/use-warnings-refresh.ts'
import { allergyBody, type AllergyValues } from './allergy-values.ts'

/** Adds one, or changes the one that was seen; whoever was overtaken sees at once how it stands. */
export function useSaveAllergy(patientId: string, allergy: Allergy | undefined) {
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const refresh = useWarningsRefresh()
  const change = (values: AllergyValues, { id, version }: Allergy) =>
    api.patients.allergies.update({
      params: { organization, id },
      body: {
        ...allergyBody(values),
        verification: values.verification,
        onset: values.onset,
        note: values.note || null,
      },
      headers: ifMatch(version),
    })
  const add = (values: AllergyValues) => {
    const { verification, onset, note } = values
    return once(api.patients.allergies.create, {
      params: { organization, id: patientId },
      body: {
        ...allergyBody(values),
        ...(verification !== 'entered-in-error' && { verification }),
        ...(onset && { onset }),
        ...(note && { note }),
      },
    })
  }
  return async (values: AllergyValues) => {
    try {
      await (allergy ? change(values, allergy) : add(values))
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh()
      throw error
    }
    await refresh()
  }
}
