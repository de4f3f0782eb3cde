import { eventPages } from '../../../features/organizations/public.ts'
import { emergencyPages } from '../../../features/patients/public.ts'

/** The pages of the log whose tab the address names. */
export const logShown = (organization: string, { of }: { of?: string }) =>
  of === 'emergencies' ? emergencyPages(organization) : eventPages(organization)
