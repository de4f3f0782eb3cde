import type { PanelProps } from '../../../kit/screen/feature.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { PanelSearch } from '../../../paths.ts'
import { NewPatientPanel } from '../patient-form/NewPatientPanel.tsx'

/** A new patient, or a guardian with several: `new` in the address. */
export function NewBeside({ value: form }: PanelProps) {
  const { search, set } = useAddress<PanelSearch>()
  const close = { new: undefined, name: undefined }
  return (
    <NewPatientPanel
      // What was searched for in vain is not typed twice.
      key={search.name}
      start={{ name: search.name }}
      form={form === 'customer' ? 'customer' : 'patient'}
      onFormChange={(next) => set({ new: next }, { replace: true })}
      onClose={() => set(close)}
      onOpen={(patient) => set({ ...close, patient })}
    />
  )
}
