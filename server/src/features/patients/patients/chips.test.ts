import { expect, test } from 'vitest'
import { settleChips, withChip } from './chips.ts'

const day = '2027-03-01'
const none = { microchip: null, identifiers: null }
const [old, other] = ['276098100000001', '985112003456702']
const chip = (value: string, more = {}) => ({ kind: 'microchip' as const, value, ...more })
const passport = { kind: 'animal-passport' as const, value: 'DE 12' }
const before = { microchip: old, identifiers: [chip(old, { country: 'DE' }), passport] }

test('the chip stands among the identifiers, also one that was kept before there were any', () => {
  expect(settleChips(none, { microchip: old }, day)).toEqual({ microchip: old, identifiers: [chip(old)] })
  expect(settleChips(none, { identifiers: [chip(old)] }, day)).toEqual({ microchip: old, identifiers: [chip(old)] })
  expect(withChip({ microchip: old, identifiers: null }, day)).toEqual({ microchip: old, identifiers: [chip(old)] })
  expect(settleChips({ microchip: old, identifiers: null }, { identifiers: [passport] }, day)).toEqual({
    microchip: old,
    identifiers: [chip(old), passport],
  })
})

test('what a change does not speak of stays; another number corrects the chip, none takes it away', () => {
  expect(settleChips(before, {}, day)).toEqual(before)
  expect(settleChips(before, { microchip: other }, day)).toEqual({
    microchip: other,
    identifiers: [chip(other), passport],
  })
  expect(settleChips(before, { microchip: null }, day)).toEqual({ microchip: null, identifiers: [passport] })
  expect(settleChips(before, { identifiers: null }, day)).toEqual({
    microchip: old,
    identifiers: [chip(old, { country: 'DE' })],
  })
})

test('a second chip stands only where the older one ends', () => {
  expect(settleChips(before, { identifiers: [passport, chip(other)] }, day).at).toBe(1)
  expect(settleChips(none, { identifiers: [chip(old), chip(other)] }, day).at).toBe(1)
  expect(settleChips(none, { microchip: old, identifiers: [chip(other)] }, day).at).toBe(0)
  const ended = chip(old, { until: '2027-02-28' })
  expect(settleChips(before, { identifiers: [chip(other), ended] }, day)).toEqual({
    microchip: other,
    identifiers: [chip(other), ended],
  })
  expect(settleChips(before, { microchip: other, identifiers: [ended] }, day)).toEqual({
    microchip: other,
    identifiers: [chip(other), ended],
  })
  expect(settleChips(before, { identifiers: [ended] }, day)).toEqual({ microchip: null, identifiers: [ended] })
})

test('a chip that has ended is no longer the one of today', () => {
  const identifiers = [chip(old, { until: '2027-02-28' })]
  expect(withChip({ microchip: old, identifiers }, day).microchip).toBeNull()
})
