import { declareSubjects } from '../kit/live.ts'
import { declarePermissions } from '../kit/permission.ts'
import { declareToggles } from '../kit/toggles/toggles.ts'
import { appointmentRoutes } from './appointments.ts'
import { availabilityRoutes } from './availability.ts'
import { calendarRoutes } from './calendar.ts'
import { mailedLinkRoutes } from './mailed-links.ts'
import { ownAppointmentRoutes } from './own-appointments.ts'
import { practitionerPictureRoutes } from './practitioner-pictures.ts'
import { practitionerRoutes } from './practitioners.ts'
import { roomRoutes } from './rooms.ts'
import { serviceRoutes } from './services.ts'
import { appointmentLinkRoutes } from './appointment-links.ts'

export const routes = {
  appointments: appointmentRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  mailedLinks: mailedLinkRoutes,
  ownAppointments: ownAppointmentRoutes,
  practitionerPictures: practitionerPictureRoutes,
  practitioners: practitionerRoutes,
  rooms: roomRoutes,
  services: serviceRoutes,
  appointmentLinks: appointmentLinkRoutes,
}

const ownPermissions = declarePermissions({
  'schedule.manage': { roles: ['clinic-administrator'], support: { scope: 'settings' } },
  'appointments.read': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist', 'staff'],
    support: { scope: 'records' },
  },
  'appointments.write': {
    roles: ['clinic-administrator', 'practitioner', 'nurse', 'receptionist'],
    support: { scope: 'records', writes: true },
  },
  'appointments.outside-hours': { roles: ['clinic-administrator', 'practitioner', 'receptionist'] },
  'appointments.overbook': { roles: ['clinic-administrator'] },
})

const ownSubjects = declareSubjects(['appointment', 'schedule'])

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}

declare module '../kit/live.ts' {
  interface Subjects extends Record<(typeof ownSubjects)[number], true> {}
}

// rooms are what scheduling has beyond people and times
const ownToggles = declareToggles({ rooms: { actsOn: 'people', isOn: false, planFeature: 'full-scheduling' } })

declare module '../kit/toggles/toggles.ts' {
  interface Toggles extends Record<keyof typeof ownToggles, true> {}
}
