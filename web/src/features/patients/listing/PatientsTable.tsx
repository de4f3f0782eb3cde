import { useRef } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Plus } from 'lucide-react'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import type { Query } from '../../../kit/screen/screen.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { shortcutKeys, useShortcut } from '../../../kit/screen/shortcuts.ts'
import type { PatientsSearch } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { KeyHint } from '../../../ui/buttons/KeyHint.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { SearchField } from '../../../ui/fields/SearchField.tsx'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { ExportButton } from '../patient-exports/ExportButton.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { GuardianRows } from './GuardianRows.tsx'
import { ManageMenu } from './ManageMenu.tsx'
import { PatientRows } from './PatientRows.tsx'
import { listed, listedPatients } from './listed.ts'
import { useAddressText } from './use-address-text.ts'
import { useWords } from '../words.ts'

type Side = 'patients' | 'archived' | 'guardians'

/**
 * The list of patients, or of guardians, with its search: all of it in the address. Opening a row sets
 * `patient`, adding one sets `new`; the page draws the panels beside it.
 */
export function PatientsTable() {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { can, slug } = useOrganization()
  const { search, set } = useAddress<PatientsSearch>()
  usePrefetched<Query>(listed(slug, search))
  const side: Side = search.list === 'guardians' ? 'guardians' : search.archived === 'only' ? 'archived' : 'patients'
  const [text, setText] = useAddressText(search.search ?? '', (next) =>
    set({ search: next || undefined }, { replace: true }),
  )
  const isBeside = Boolean(search.patient || search.new || search.visit || search.book)
  const field = useRef<HTMLInputElement>(null)
  const mayAdd = can('patients.write')
  const add = () => set({ new: side === 'guardians' ? 'customer' : 'patient', patient: undefined, visit: undefined })
  useShortcut('/', () => field.current?.focus())
  useShortcut('n', add, mayAdd)

  const show = (next: Side) =>
    set({
      list: next === 'guardians' ? 'guardians' : undefined,
      archived: next === 'archived' ? 'only' : undefined,
      patient: undefined,
    })
  const addButton = mayAdd && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" className="size-4" />}
      tooltip={<KeyHint keys={shortcutKeys('n')} />}
      onPress={add}
    >
      {words(side === 'guardians' ? 'newGuardian' : 'newPatient')}
    </Button>
  )
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PageHeader
        title={words(side === 'guardians' ? 'guardians' : 'patients')}
        status={side !== 'guardians' && <Total search={search.search ?? ''} isArchive={side === 'archived'} />}
        actions={
          <>
            {side === 'patients' && <ManageMenu />}
            {side !== 'guardians' && <ExportButton isArchive={side === 'archived'} />}
            {addButton}
          </>
        }
        className="px-6 pt-5 pb-4 max-sm:px-4"
      />
      <div className="flex flex-wrap items-center gap-3 px-6 pb-4 max-sm:px-4">
        <SearchField
          label={words(side === 'guardians' ? 'searchGuardians' : 'searchPatients')}
          placeholder={words('searchPlaceholder')}
          clearLabel={t('kit:action.clear')}
          value={text}
          onChange={setText}
          hint={<KeyHint keys={['/']} className="max-sm:hidden" />}
          inputRef={field}
          className="min-w-0 flex-1 basis-64 lg:max-w-md"
        />
        <SegmentedControl
          label={t('show')}
          value={side}
          onChange={show}
          segments={[
            { value: 'patients', label: words('patients') },
            { value: 'guardians', label: words('guardians') },
            { value: 'archived', label: t('archived') },
          ]}
        />
        {side !== 'guardians' && !isBeside && <ColumnsMenu />}
      </div>
      {/* Until the new words are asked, the rows below belong to others. */}
      <div className="min-h-0 flex-1 border-t border-line bg-surface" inert={text.trim() !== (search.search ?? '')}>
        {side === 'guardians' ? (
          <GuardianRows search={search.search ?? ''} onAdd={mayAdd ? add : undefined} />
        ) : (
          <PatientRows
            // A list of its own: nothing of the other stays in sight while it loads.
            key={side}
            search={search.search ?? ''}
            isArchive={side === 'archived'}
            activeId={search.patient}
            isBeside={isBeside}
            onOpen={(id) => set({ patient: id, new: undefined, visit: undefined })}
            onAdd={mayAdd ? add : undefined}
          />
        )}
      </div>
    </div>
  )
}

function Total({ search, isArchive }: { search: string; isArchive: boolean }) {
  const { slug } = useOrganization()
  const { number } = useFormat()
  const { search: address } = useAddress<PatientsSearch>()
  const { data } = useInfiniteQuery(
    listedPatients(slug, { search, archived: isArchive ? 'only' : undefined, sort: address.sort }),
  )
  const total = data?.pages[0]?.total
  return total === undefined ? null : <span className="text-muted tabular-nums">{number(total)}</span>
}
