import type { PlatformToggle, ToggleRule } from '@polyclinic/contract/platform/toggles.ts'
import { ruleKinds } from '@polyclinic/contract/kit/toggles/decide.ts'
import { declarationOf, type ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import type { RuleRow } from './queries.ts'

export function toggleView(toggle: ToggleKey, rows: readonly RuleRow[]): PlatformToggle {
  const { actsOn, isOn, planFeature } = declarationOf(toggle)
  return {
    toggle,
    actsOn,
    isOn,
    ...(planFeature && { planFeature }),
    rules: rows
      .filter((row) => row.toggle === toggle)
      .toSorted((a, b) => ruleKinds.indexOf(a.kind) - ruleKinds.indexOf(b.kind))
      .map(ruleView),
  }
}

function ruleView(row: RuleRow): ToggleRule {
  const { id, kind, is_on, organization_id, subject, account_email, reason, at } = row
  return {
    id,
    kind,
    isOn: is_on,
    ...(organization_id && {
      organization: { id: organization_id, slug: row.slug ?? '', name: row.organization_name ?? '' },
    }),
    ...(subject && kind !== 'account' && { subject }),
    ...(account_email && { account: { name: row.account_name ?? '', email: account_email } }),
    reason,
    since: at,
  }
}
