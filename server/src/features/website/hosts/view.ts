import type { Host } from '@polyclinic/contract/website/hosts.ts'
import type { HostRow } from './queries.ts'
import { recordName } from './rules.ts'

export const hostView = ({ id, name, state, proof, missing_since }: HostRow): Host => ({
  id,
  name,
  state,
  record: { name: recordName(name), value: proof },
  ...(missing_since && { missingSince: missing_since }),
})
