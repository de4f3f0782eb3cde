import { useEffect, useEffectEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { ChosenPatient, PatientSearch } from '../../patients/public.ts'
import type { PickedPatient } from './booking-values.ts'

type Props = {
  value: PickedPatient | null
  onChange: (patient: PickedPatient | null) => void
  requestedId: string | undefined
  added: PickedPatient | undefined
  onAddNew: (name: string) => void
  error?: string
}

export function PatientField({ value, onChange, requestedId, added, onAddNew, error }: Props) {
  const { slug: organization } = useOrganization()
  const known = useQuery({
    ...q.patients.patients.get.queryOptions({ input: { params: { organization, id: requestedId ?? '' } } }),
    enabled: requestedId !== undefined && value === null,
  })
  const arrived = added ?? known.data
  const arrivedId = arrived?.id
  const take = useEffectEvent(() => {
    if (arrived) onChange(arrived)
  })
  useEffect(() => {
    if (arrivedId) take()
  }, [arrivedId])
  return (
    <>
      <PatientSearch
        value={value}
        onChange={onChange}
        onAddNew={onAddNew}
        error={error}
        isRequired
        autoFocus={!requestedId && !value}
      />
      {value && <ChosenPatient id={value.id} />}
    </>
  )
}
