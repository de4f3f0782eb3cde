import { useMemo, useState } from 'react'
import { breeds, type Species } from '@polyclinic/contract/patients/species.ts'
import { q } from '../../../kit/api/api.ts'
import { isFoundIn } from '../../../kit/search/matching.ts'
import { useSearch } from '../../../kit/search/search.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'
import { useWords } from '../words.ts'

type Props = {
  label: string
  species: Species | null
  value: string
  onChange: (breed: string) => void
  error?: string
}

/** Suggests the usual breeds of a species, and whatever is typed of the whole list; any other may be typed. */
export function BreedField({ label, species, value, onChange, error }: Props) {
  const words = useWords('animal')
  const { slug: organization } = useOrganization()
  // what is on file already asks nothing until it is changed
  const [start] = useState(value)
  const isOff = species === null || value === start
  const { answer } = useSearch(
    value,
    (search) =>
      q.patients.breeds.search.queryOptions({
        input: { params: { organization }, query: { species: species ?? 'other', search } },
      }),
    { isOff, least: 2 },
  )
  const found = answer.state === 'answered' ? answer.items : undefined
  const items = useMemo(() => {
    const usual = species ? breeds[species] : []
    // A breed that is already chosen does not hide the others.
    const isChosen = usual.some((breed) => breed === value)
    const near = isChosen ? usual : (found ?? usual.filter((breed) => isFoundIn(breed, value)))
    return near.map((breed) => ({ id: breed, label: breed }))
  }, [species, value, found])
  return (
    <ComboBox
      label={label}
      description={found ? `${words('breedHint')} ${words('breedThanks')}` : words('breedHint')}
      items={items}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      error={error}
    />
  )
}
