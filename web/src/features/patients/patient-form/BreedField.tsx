import { useMemo } from 'react'
import { breeds, type Species } from '@polyclinic/contract/patients/species.ts'
import { isFoundIn } from '../../../kit/search/matching.ts'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'

type Props = {
  label: string
  species: Species | null
  value: string
  onChange: (breed: string) => void
  error?: string
}

/** Suggests the usual breeds of a species; any other may be typed. */
export function BreedField({ label, species, value, onChange, error }: Props) {
  const items = useMemo(() => {
    const usual = species ? breeds[species] : []
    // A breed that is already chosen does not hide the others.
    const isChosen = usual.some((breed) => breed === value)
    return usual.filter((breed) => isChosen || isFoundIn(breed, value)).map((breed) => ({ id: breed, label: breed }))
  }, [species, value])
  return (
    <ComboBox label={label} items={items} inputValue={value} onInputChange={onChange} allowsCustomValue error={error} />
  )
}
