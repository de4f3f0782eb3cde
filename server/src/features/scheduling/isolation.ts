import { day, hour } from '@polyclinic/contract/kit/durations.ts'
import { sentFile, tinyPng } from '../../testing/files.ts'
import type { Isolation, Samples } from '../../testing/isolation.ts'
import { build } from './build.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    practitioner: string
    room: string
    service: string
    appointment: string
    /** As it is mailed. */
    appointmentToken: string
    mailedLink: string
    startsAt: string
  }
}

const samples: Samples<'scheduling'> = {
  'scheduling.appointments.list': (ids) => ({
    query: { clinicId: ids.clinic, practitionerId: ids.practitioner, patientId: ids.patient },
  }),
  'scheduling.appointments.create': (ids) => ({
    body: {
      patientId: ids.patient,
      serviceId: ids.service,
      practitionerId: ids.practitioner,
      clinicId: ids.clinic,
      roomId: ids.room,
      startsAt: later(ids.startsAt),
    },
  }),
  'scheduling.appointments.get': (ids) => ({ params: { id: ids.appointment } }),
  'scheduling.appointments.move': (ids) => ({
    params: { id: ids.appointment },
    body: { practitionerId: ids.practitioner, roomId: ids.room, note: 'moved' },
  }),
  'scheduling.appointments.cancel': (ids) => ({ params: { id: ids.appointment }, body: { reason: 'clinic' } }),
  'scheduling.appointments.step': (ids) => ({ params: { id: ids.appointment }, body: { step: 'confirm' } }),
  'scheduling.appointments.correct': (ids) => ({ params: { id: ids.appointment }, body: { to: 'booked' } }),
  'scheduling.availability.find': (ids) => ({
    query: {
      serviceId: ids.service,
      clinicId: ids.clinic,
      practitionerId: ids.practitioner,
      from: ids.startsAt,
      to: later(ids.startsAt),
    },
  }),
  'scheduling.calendar.get': (ids) => ({ query: { clinicId: ids.clinic, from: ids.startsAt.slice(0, 10) } }),
  'scheduling.mailedLinks.list': (ids) => ({ params: { id: ids.appointment } }),
  'scheduling.mailedLinks.send': (ids) => ({ params: { id: ids.appointment } }),
  'scheduling.mailedLinks.withdraw': (ids) => ({ params: { id: ids.appointment, linkId: ids.mailedLink } }),
  'scheduling.ownAppointments.list': () => ({}),
  'scheduling.ownAppointments.next': () => ({}),
  'scheduling.practitionerPictures.read': (ids) => ({ params: { id: ids.practitioner }, query: { of: ids.file } }),
  'scheduling.practitionerPictures.set': (ids) => ({ params: { id: ids.practitioner }, body: { fileId: ids.file } }),
  'scheduling.practitionerPictures.remove': (ids) => ({ params: { id: ids.practitioner } }),
  'scheduling.practitionerPictures.listSmall': (ids) => ({ query: { ids: ids.practitioner } }),
  'scheduling.ownAppointments.past': () => ({}),
  'scheduling.practitioners.list': () => ({}),
  'scheduling.practitioners.create': (ids) => ({
    body: { displayName: 'New', profession: 'nurse', clinicIds: [ids.clinic], accountId: ids.account },
  }),
  'scheduling.practitioners.get': (ids) => ({ params: { id: ids.practitioner } }),
  'scheduling.practitioners.update': (ids) => ({ params: { id: ids.practitioner }, body: { clinicIds: [ids.clinic] } }),
  'scheduling.practitioners.hours': (ids) => ({ params: { id: ids.practitioner } }),
  'scheduling.practitioners.setHours': (ids) => ({
    params: { id: ids.practitioner },
    body: [{ clinicId: ids.clinic, weekday: 1, from: '09:00', to: '10:00' }],
  }),
  'scheduling.rooms.list': () => ({}),
  'scheduling.rooms.create': (ids) => ({ body: { name: 'New', clinicId: ids.clinic } }),
  'scheduling.rooms.update': (ids) => ({ params: { id: ids.room }, body: { name: 'Renamed' } }),
  'scheduling.services.list': () => ({}),
  'scheduling.services.create': (ids) => ({
    body: {
      name: 'New',
      durationMinutes: 20,
      clinicIds: [ids.clinic],
      practitionerIds: [ids.practitioner],
      roomIds: [ids.room],
    },
  }),
  'scheduling.services.get': (ids) => ({ params: { id: ids.service } }),
  'scheduling.services.update': (ids) => ({
    params: { id: ids.service },
    body: { clinicIds: [ids.clinic], practitionerIds: [ids.practitioner], roomIds: [ids.room] },
  }),
  'scheduling.appointmentLinks.get': (ids) => ({ params: { token: ids.appointmentToken } }),
  'scheduling.appointmentLinks.confirm': (ids) => ({ params: { token: ids.appointmentToken } }),
  'scheduling.appointmentLinks.cancel': (ids) => ({ params: { token: ids.appointmentToken } }),
}

export const isolation: Isolation = {
  async seed({ made, organization, canary, ids }) {
    const practitioner = await made('/practitioners', {
      displayName: `Dr ${canary}`,
      profession: 'doctor',
      clinicIds: [ids.clinic],
    })
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      clinicId: ids.clinic,
      weekday,
      from: '00:00',
      to: '24:00',
    }))
    await organization.owner.put(`/practitioners/${practitioner.id}/hours`, everyDay, practitioner.version)
    await organization.owner.call('PUT', `/practitioners/${practitioner.id}/picture`, {
      body: { fileId: await sentFile(organization.owner, tinyPng, 'portrait', `${canary}.png`) },
    })
    const room = await made('/rooms', { name: `Room ${canary}`, clinicId: ids.clinic })
    const service = await made('/services', {
      name: `Service ${canary}`,
      durationMinutes: 30,
      price: { amount: 4500, currency: 'EUR' },
    })
    await made('/services', {
      name: `Service here ${canary}`,
      durationMinutes: 30,
      clinicIds: [ids.clinic],
      practitionerIds: [practitioner.id],
      roomIds: [room.id],
    })
    const startsAt = new Date(Math.ceil(Date.now() / hour) * hour + 3 * day).toISOString()
    const appointment = await made('/appointments', {
      patientId: ids.patient,
      serviceId: service.id,
      practitionerId: practitioner.id,
      clinicId: ids.clinic,
      roomId: room.id,
      startsAt,
      note: `note ${canary}`,
    })
    const appointmentToken = await organization.inTenant((tx) =>
      build.mailedToken(tx, { id: appointment.id, ends_at: String(appointment.endsAt) }),
    )
    const links = await organization.owner.get(`/appointments/${appointment.id}/links`)
    return {
      practitioner: practitioner.id,
      room: room.id,
      service: service.id,
      appointment: appointment.id,
      appointmentToken,
      mailedLink: links.body.items[0].id,
      startsAt,
    }
  },
  samples,
  empty: {
    'tenant.claim_outcomes':
      'a step of the busy ledger between databases, written where a practitioner works for several organizations',
  },
}

/** Two hours on: free of the seeded appointment. */
function later(instant: string): string {
  return new Date(Date.parse(instant) + 2 * hour).toISOString()
}
