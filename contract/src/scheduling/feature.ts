import { appointmentRoutes } from './appointments.ts'
import { availabilityRoutes } from './availability.ts'
import { calendarRoutes } from './calendar.ts'
import { ownVisitRoutes } from './own-visits.ts'
import { practitionerRoutes } from './practitioners.ts'
import { roomRoutes } from './rooms.ts'
import { serviceRoutes } from './services.ts'
import { visitRoutes } from './visits.ts'

/** The operations of scheduling, by noun. */
export const routes = {
  appointments: appointmentRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  ownVisits: ownVisitRoutes,
  practitioners: practitionerRoutes,
  rooms: roomRoutes,
  services: serviceRoutes,
  visits: visitRoutes,
}
