import type { ImportCheck, ImportSetup } from '@polyclinic/contract/imports/imports.ts'
import { json, sealed } from '../../../kit/crypto/sealed.ts'
import type { Restored } from './rules.ts'
import type { Table } from '../tables/table.ts'

export interface ImportFacts extends Table {
  name: string
  isRemembered: boolean
}

export const importSecrets = sealed('imports', {
  facts: json<ImportFacts>(),
  setup: json<ImportSetup>(),
  check: json<ImportCheck>(),
})

export const rowSecrets = sealed('import_rows', { before: json<Restored>() })
