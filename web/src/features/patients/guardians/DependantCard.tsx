import { X } from 'lucide-react'
import type { DuplicateCheck } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { useWords } from '../words.ts'
import { BirthDateField } from '../patient-form/BirthDateField.tsx'
import { BreedField } from '../patient-form/BreedField.tsx'
import { LikePatients } from '../duplicates/DuplicateWarning.tsx'
import type { PatientValues } from '../patient-form/patient-values.ts'
import { SexField } from '../patient-form/SexField.tsx'
import { SpeciesField } from '../patient-form/SpeciesField.tsx'

type Props = {
  number: number
  values: PatientValues
  onChange: (values: PatientValues) => void
  /** Absent where it is the only one. */
  onRemove?: () => void
  errorAt: (path: string) => string | undefined
  found: DuplicateCheck['patients'][number] | undefined
  onOpenExisting?: (id: string) => void
}

export function DependantCard({ number, values, onChange, onRemove, errorAt, found, onOpenExisting }: Props) {
  const words = useWords(values.kind)
  const { kind: organizationKind } = useOrganization()
  const field = <K extends keyof PatientValues>(name: K) => ({
    value: values[name],
    onChange: (value: PatientValues[K]) => onChange({ ...values, [name]: value }),
    error: errorAt(name),
  })
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 rounded-lg border border-line p-4">
      <div className="-my-1 flex min-h-8 items-center justify-between gap-2">
        <legend className="contents">
          <span className="font-semibold">{values.givenName.trim() || words('dependant', { number })}</span>
        </legend>
        {onRemove && (
          <IconButton
            size="small"
            label={words('removeDependant', { name: values.givenName.trim() || words('dependant', { number }) })}
            icon={<X aria-hidden="true" className="size-4" />}
            onPress={onRemove}
          />
        )}
      </div>
      {organizationKind === 'mixed' && (
        <SegmentedControl
          label={words('field.kind')}
          value={values.kind}
          onChange={(kind) => onChange({ ...values, kind })}
          segments={[
            { value: 'animal', label: words('kind.animal') },
            { value: 'human', label: words('kind.human') },
          ]}
          className="self-start"
        />
      )}
      <FormRow>
        <TextField label={words('field.givenName')} dir="auto" autoComplete="off" isRequired {...field('givenName')} />
        {values.kind === 'animal' ? (
          <SpeciesField {...field('species')} />
        ) : (
          <TextField label={words('field.familyName')} dir="auto" autoComplete="off" {...field('familyName')} />
        )}
      </FormRow>
      {values.kind === 'animal' ? (
        <FormRow>
          <BreedField label={words('field.breed')} species={values.species} {...field('breed')} />
          <SexField kind="animal" {...field('sex')} />
        </FormRow>
      ) : (
        <SexField kind="human" {...field('sex')} />
      )}
      <BirthDateField kind={values.kind} {...field('birthDate')} />
      <LikePatients values={values} found={found} onOpen={onOpenExisting} />
    </fieldset>
  )
}
