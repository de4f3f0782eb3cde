import type { Identifiers } from '@polyclinic/contract/patients/front-page/identifiers.ts'
import { isActiveChip } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'

interface Numbers {
  microchip: string | null
  identifiers: Identifiers | null
}

/** As they are kept: the chip of today stands among the identifiers as well. `at`: which of those given cannot stand beside it. */
export type Settled = Numbers & { at?: number }

type Given = { [Name in keyof Numbers]?: Numbers[Name] | undefined }

/**
 * What a change makes of an animal's numbers. A list that does not name the chip of today leaves it; one that ends it takes it
 * away; a second chip that is active stands only where the older one ends.
 */
export function settleChips(before: Numbers, given: Given, day: string): Settled {
  const known = withChip(before, day)
  const isActive = (each: Identifiers[number]) => isActiveChip(each, day)
  if (given.identifiers === undefined) {
    const chip = given.microchip === undefined ? known.microchip : given.microchip
    const was = known.identifiers?.find(isActive)
    const others = (known.identifiers ?? []).filter((each) => !isActive(each))
    const renamed =
      chip === null ? [] : [{ ...(was?.value === chip ? was : {}), kind: 'microchip' as const, value: chip }]
    return kept(chip, [...renamed, ...others])
  }
  const list = given.identifiers ?? []
  const ended = list.some(({ kind, value }) => kind === 'microchip' && value === known.microchip)
  const stays = given.microchip === undefined ? (ended ? null : known.microchip) : given.microchip
  const chip = stays ?? list.find(isActive)?.value ?? null
  const at = list.findIndex((each) => isActive(each) && each.value !== chip)
  const isNamed = list.some((each) => isActive(each) && each.value === chip)
  const row = known.identifiers?.find((each) => isActive(each) && each.value === chip)
  const own = chip === null || isNamed ? [] : [row ?? { kind: 'microchip' as const, value: chip }]
  return { ...kept(chip, [...own, ...list]), ...(at >= 0 && { at }) }
}

const kept = (microchip: string | null, identifiers: Identifiers): Numbers => ({
  microchip,
  identifiers: identifiers.length > 0 ? identifiers : null,
})

/** As they are read: a chip that was kept before there were other numbers is one of them, and one that has ended is no longer today's. */
export function withChip({ microchip, identifiers }: Numbers, day: string): Numbers {
  if (identifiers === null) return kept(microchip, microchip === null ? [] : [{ kind: 'microchip', value: microchip }])
  return { microchip: identifiers.find((each) => isActiveChip(each, day))?.value ?? null, identifiers }
}
