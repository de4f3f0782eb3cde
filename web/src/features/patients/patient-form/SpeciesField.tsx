import { speciesKeys, type Species } from '@polyclinic/contract/patients/species.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { useWords } from '../words.ts'
import { speciesIcons } from '../patients/SpeciesIcon.tsx'

type Props = { value: Species | null; onChange: (species: Species) => void; error?: string }

export function SpeciesField(field: Props) {
  const words = useWords('animal')
  const options = speciesKeys.map((species) => {
    const Icon = speciesIcons[species]
    return { id: species, label: words(`species.${species}`), icon: <Icon aria-hidden="true" className="size-4" /> }
  })
  return <Select label={words('field.species')} placeholder={words('choose')} options={options} {...field} isRequired />
}
