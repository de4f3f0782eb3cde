import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { goesAlong } from '../../kit/moves.ts'
import { on, within } from '../../kit/jobs/events.ts'
import { consentGiven, keptOfAccounts, recordsOfLinks } from '../identity/public.ts'
import { messageSubjects, noticeWriter } from '../messaging/public.ts'
import { liveSubjects } from '../organizations/public.ts'
import { mergeUndone, patientAppointments, relationEnded, relationNarrowed } from '../patients/public.ts'
import { planCounters } from '../plans/public.ts'
import { isAboutAppointmentAt, appointmentsOfPatients } from './appointments/queries.ts'
import { clearReasons, sealReasons } from './appointments/jobs.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { appointmentSecrets } from './appointments/view.ts'
import { availabilityRoutes } from './availability/routes.ts'
import {
  abandonedClaims,
  openClaims,
  releaseReplacedClaim,
  settleClaims,
  shareAcrossOrganizations,
  sharePractitioner,
  unfilledConsents,
} from './busy/jobs.ts'
import { consentOf } from './busy/queries.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { busyClaimReplaced } from './events.ts'
import { writeAppointmentNotice } from './notices/jobs.ts'
import { withdrawAfterEnd, withdrawFromNarrowed, withdrawFromOther } from './mailed-links/actions.ts'
import { mailedLinkRoutes } from './mailed-links/routes.ts'
import { shownAppointments } from './own-appointments/queries.ts'
import { ownAppointmentRoutes } from './own-appointments/routes.ts'
import { countedPractitioners } from './practitioners/queries.ts'
import { practitionerPictureRoutes } from './practitioner-pictures/routes.ts'
import { practitionerRoutes } from './practitioners/routes.ts'
import { roomRoutes } from './rooms/routes.ts'
import { serviceRoutes } from './services/routes.ts'
import { appointmentPages } from './appointment-links/pages.ts'
import { appointmentLinkRoutes } from './appointment-links/routes.ts'
import { slipTemplate } from './appointment-links/slip.ts'

export const scheduling: Feature = {
  name: 'scheduling',
  tier: 2,
  owns: [
    'control.busy',
    'control.practices',
    'control.shared_accounts',
    'tenant.appointments',
    'tenant.claim_outcomes',
    'tenant.claims',
    'tenant.practitioner_clinics',
    'tenant.practitioner_pictures',
    'tenant.practitioners',
    'tenant.resources',
    'tenant.rooms',
    'tenant.service_clinics',
    'tenant.service_practitioners',
    'tenant.service_rooms',
    'tenant.services',
    'tenant.working_hours',
  ],
  publishes: ['tenant.appointments', 'tenant.practitioners', 'tenant.services'],
  sealed: [appointmentSecrets],
  documents: [slipTemplate],
  readable: {
    'tenant.appointments.earlier_states': 'words of the list of states',
    'tenant.appointments.overbook_reason': 'of before: emptied into the sealed column by scheduling.seal-reasons',
    'tenant.practitioners.display_name': 'public: patients choose by it',
    'tenant.rooms.name': 'stands on a door',
    'tenant.services.name': 'public: patients choose by it',
    'tenant.services.price_currency': 'a currency',
  },
  moves: { 'tenant.appointments': goesAlong },
  // when somebody came, to whom and for what stays, of nobody
  erasures: {
    'tenant.appointments': { class: 'clinical', empties: ['note_sealed', 'overbook_reason_sealed', 'overbook_reason'] },
  },
  copies: { 'tenant.appointments': { without: ['busy_claim_id', 'ics_sequence', 'links_withdrawn_at'] } },
  leftBehind: {
    'tenant.claim_outcomes': 'a step of the busy ledger',
    'tenant.claims': 'made from appointments',
    'tenant.resources': 'made from practitioners and rooms',
    'control.busy': 'made from appointments',
  },
  routes: {
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
  },
  pages: appointmentPages,
  jobs: [releaseReplacedClaim, settleClaims, sharePractitioner, sealReasons],
  within: [
    within(relationEnded, withdrawAfterEnd),
    within(relationNarrowed, withdrawFromNarrowed),
    within(mergeUndone, withdrawFromOther),
  ],
  on: [on(busyClaimReplaced, releaseReplacedClaim)],
  due: [openClaims, unfilledConsents, abandonedClaims, clearReasons],
  extensions: [
    extend(keptOfAccounts, consentOf),
    extend(recordsOfLinks, shownAppointments),
    extend(consentGiven, shareAcrossOrganizations),
    extend(liveSubjects, {
      appointment: 'appointment',
      practitioner: 'schedule',
      service: 'schedule',
      room: 'schedule',
    }),
    extend(messageSubjects, isAboutAppointmentAt),
    extend(patientAppointments, appointmentsOfPatients),
    extend(noticeWriter, writeAppointmentNotice),
    extend(planCounters, { practitioners: countedPractitioners }),
  ],
}
