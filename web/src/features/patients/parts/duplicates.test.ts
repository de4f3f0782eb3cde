import { expect, test } from 'vitest'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { isProbablySame, isSimilarName, type Draft } from './duplicates.ts'

const amina: PatientSummary = {
  id: '018f0000-0000-7000-8000-000000000001',
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Haddad',
  birthDate: '1986-05-12',
  guardians: [],
}
const bella: PatientSummary = {
  ...amina,
  kind: 'animal',
  givenName: 'Bella',
  familyName: undefined,
  birthDate: undefined,
  species: 'dog',
  guardians: [{ id: 'g1', name: 'Amina Haddad' }],
}
const draft = (change: Partial<Draft>): Draft => ({
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Haddad',
  birthDate: null,
  species: null,
  guardianIds: [],
  ...change,
})

test('the same day of birth and a similar name are probably one person', () => {
  expect(isProbablySame(draft({ givenName: 'Aminá', familyName: 'HADDAD', birthDate: '1986-05-12' }), amina)).toBe(true)
  expect(isProbablySame(draft({ familyName: 'Hadad', birthDate: '1986-05-12' }), amina)).toBe(true)
})

test('the same name with another day of birth is somebody else', () => {
  expect(isProbablySame(draft({ birthDate: '1990-01-01' }), amina)).toBe(false)
})

test('without a day of birth the whole name must be the same', () => {
  expect(isProbablySame(draft({}), amina)).toBe(true)
  expect(isProbablySame(draft({ familyName: '' }), amina)).toBe(false)
})

test('two dogs of one name are two dogs where their guardians differ', () => {
  const dog = draft({ kind: 'animal', givenName: 'Bela', familyName: '', species: 'dog' })
  expect(isProbablySame({ ...dog, guardianIds: ['g1'] }, bella)).toBe(true)
  expect(isProbablySame({ ...dog, guardianIds: ['g2'] }, bella)).toBe(false)
  expect(isProbablySame({ ...dog, species: 'cat' }, bella)).toBe(false)
})

test('names are similar in any order, one letter apart, swapped or shortened', () => {
  expect(isSimilarName('haddad amina', 'amina haddad')).toBe(true)
  expect(isSimilarName('jon smith', 'john smith')).toBe(true)
  expect(isSimilarName('jonh smith', 'john smith')).toBe(true)
  expect(isSimilarName('alex weber', 'alexander weber')).toBe(true)
  expect(isSimilarName('jon smith', 'ann smith')).toBe(false)
})
