import { lazy } from 'react'
import { CalendarDays, Sun } from 'lucide-react'
import { q } from '../../kit/api/api.ts'
import type { Feature, Setting } from '../../kit/screen/feature.ts'
import { listsOf, screen } from '../../kit/screen/screen.ts'

const AppointmentBeside = lazy(() =>
  import('./panels/panels.tsx').then((module) => ({ default: module.AppointmentBeside })),
)
const BookBeside = lazy(() => import('./panels/panels.tsx').then((module) => ({ default: module.BookBeside })))

const settings: readonly Setting[] = [
  {
    id: 'rooms',
    group: 'practice',
    order: 30,
    permission: 'schedule.manage',
    screen: screen('/$organization/settings/rooms', () => import('./rooms/RoomsPage.tsx'), 'RoomsPage', {
      needs: listsOf(q.scheduling.rooms.list),
    }),
  },
  {
    id: 'services',
    group: 'practice',
    order: 40,
    permission: 'schedule.manage',
    screen: screen('/$organization/settings/services', () => import('./services/ServicesPage.tsx'), 'ServicesPage', {
      needs: listsOf(q.scheduling.services.list, q.scheduling.practitioners.list),
    }),
  },
  {
    id: 'practitioners',
    group: 'people',
    order: 10,
    permission: 'schedule.manage',
    screen: screen(
      '/$organization/settings/practitioners',
      () => import('./practitioners/PractitionersPage.tsx'),
      'PractitionersPage',
      { needs: listsOf(q.scheduling.practitioners.list) },
    ),
  },
]

export const scheduling: Feature = {
  name: 'scheduling',
  nav: [
    { id: 'today', place: 'day', path: '/$organization/today', icon: Sun, permission: 'appointments.read' },
    {
      id: 'calendar',
      place: 'day',
      path: '/$organization/calendar',
      icon: CalendarDays,
      permission: 'appointments.read',
    },
  ],
  settings,
  panels: [
    { key: 'visit', permission: 'appointments.read', component: AppointmentBeside },
    { key: 'book', permission: 'appointments.write', component: BookBeside },
  ],
  palette: () => import('./palette/palette.tsx'),
  stale: {
    appointment: () => [
      q.scheduling.mailedLinks.key(),
      q.scheduling.calendar.key(),
      q.scheduling.appointments.key(),
      q.scheduling.availability.key(),
    ],
    warning: () => [q.scheduling.calendar.key(), q.scheduling.appointments.key()],
    message: () => [q.messaging.messages.key()],
    schedule: () => [
      q.scheduling.services.key(),
      q.scheduling.practitioners.key(),
      q.scheduling.rooms.key(),
      q.scheduling.calendar.key(),
      q.scheduling.availability.key(),
    ],
  },
}
