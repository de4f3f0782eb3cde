import { auditEvent } from './audit/audit-events.ts'
import { factors, passkey } from './identity/factors.ts'
import { me } from './identity/me.ts'
import { securityEvent, session } from './identity/sessions.ts'
import { waysIn } from './identity/sign-in.ts'
import { message } from './messaging/messages.ts'
import { accessReview, controlEvent, securityPolicy } from './organizations/access.ts'
import { apiKey } from './organizations/api-keys.ts'
import { app } from './organizations/apps.ts'
import { address, clinic, weeklyHours } from './organizations/clinics.ts'
import { invitation } from './organizations/invitations.ts'
import { member } from './organizations/members.ts'
import { newOrganization, organization } from './organizations/organizations.ts'
import { role } from './organizations/roles.ts'
import { emergencyAccess } from './patients/emergency-accesses.ts'
import { guardian, guardianSummary, newGuardian } from './patients/guardians.ts'
import { link } from './patients/links.ts'
import { contact, newPatient, patient, patientChange, patientSummary } from './patients/patients.ts'
import { planView } from './plans/plans.ts'
import { appointment, changedAppointment, newAppointment } from './scheduling/appointments.ts'
import { slot } from './scheduling/availability.ts'
import { calendar } from './scheduling/calendar.ts'
import { practitioner, workingHours } from './scheduling/practitioners.ts'
import { room } from './scheduling/rooms.ts'
import { service } from './scheduling/services.ts'
import { visit } from './scheduling/visits.ts'

/** What an answer shows, by the names that programs made from the document will have for it. */
export const shown = {
  AccessReview: accessReview,
  ApiKey: apiKey,
  App: app,
  Appointment: appointment,
  AuditEvent: auditEvent,
  Calendar: calendar,
  ChangedAppointment: changedAppointment,
  Clinic: clinic,
  ControlEvent: controlEvent,
  EmergencyAccess: emergencyAccess,
  Factors: factors,
  Guardian: guardian,
  GuardianSummary: guardianSummary,
  Invitation: invitation,
  Link: link,
  Me: me,
  Member: member,
  Message: message,
  Organization: organization,
  Passkey: passkey,
  Patient: patient,
  PatientSummary: patientSummary,
  Plan: planView,
  Practitioner: practitioner,
  Role: role,
  Room: room,
  SecurityEvent: securityEvent,
  SecurityPolicy: securityPolicy,
  Service: service,
  Session: session,
  Slot: slot,
  Visit: visit,
  WaysIn: waysIn,
}

/** What a request takes. */
export const taken = {
  Address: address,
  Contact: contact,
  NewAppointment: newAppointment,
  NewGuardian: newGuardian,
  NewOrganization: newOrganization,
  NewPatient: newPatient,
  PatientChange: patientChange,
  WeeklyHours: weeklyHours,
  WorkingHours: workingHours,
}
