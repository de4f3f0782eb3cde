import { useMemo } from 'react'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { filterOf, type LogAddress } from './queries.ts'

export function useLogFilter() {
  const { timeZone } = useOrganization()
  const { search, set } = useAddress<LogAddress>()
  const { source, act, who, patient, from, to } = search
  const filter = useMemo(
    () => filterOf({ source, act, who, patient, from, to }, timeZone),
    [source, act, who, patient, from, to, timeZone],
  )
  const isFiltered = Boolean(source ?? act ?? who ?? patient ?? from ?? to)
  return { search, set, filter, isFiltered }
}
