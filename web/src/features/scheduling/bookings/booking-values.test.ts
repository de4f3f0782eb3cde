import { expect, test } from 'vitest'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { clinicsGiving, lastServiceOf } from './booking-values.ts'

const clinics = [{ id: 'old-town' }, { id: 'harbour' }] as Clinic[]
const nurse = { id: 'nurse', clinicIds: ['old-town'] } as Practitioner
const doctor = { id: 'doctor', clinicIds: ['old-town', 'harbour'] } as Practitioner
const givenAt = (service: Partial<Service>, practitioners = [nurse, doctor]) =>
  clinicsGiving(service as Service, practitioners, clinics).map(({ id }) => id)

test('a service is given where somebody who gives it works', () => {
  expect(givenAt({ practitionerIds: ['nurse'] })).toEqual(['old-town'])
  expect(givenAt({ practitionerIds: ['nurse', 'doctor'] })).toEqual(['old-town', 'harbour'])
  expect(givenAt({})).toEqual(['old-town', 'harbour'])
})

test('a service is given only at the clinics that it is meant for', () => {
  expect(givenAt({ clinicIds: ['harbour'] })).toEqual(['harbour'])
  expect(givenAt({ clinicIds: ['harbour'], practitionerIds: ['nurse'] })).toEqual([])
})

test('a service whose practitioners have all left is given nowhere', () => {
  const left = { ...nurse, archivedAt: '2026-01-01T00:00:00Z' } as Practitioner
  expect(givenAt({ practitionerIds: ['nurse'] }, [left])).toEqual([])
})

test('what a patient came for last counts, what was called off does not', () => {
  const appointment = (startsAt: string, id: string, state = 'completed') => ({ startsAt, state, service: { id } })
  const appointments = [
    appointment('2026-11-02T09:00:00Z', 'blood'),
    appointment('2026-11-20T09:00:00Z', 'wound', 'cancelled'),
    appointment('2026-10-01T09:00:00Z', 'talk'),
  ] as Appointment[]
  expect(lastServiceOf(appointments)).toBe('blood')
  expect(lastServiceOf([])).toBeUndefined()
})
