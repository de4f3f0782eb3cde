import { q } from '../../kit/api/api.ts'
import { clinicsQuery, ownWorkQuery } from '../../kit/session/own-work.ts'
import { clinicAt } from '../../kit/session/session.tsx'
import { comparisonQuery, dueMajorityReviews, duplicatePages, listedPages } from '../../features/patients/public.ts'
import { todayIn } from '../../kit/texts/format.ts'
import { TablePending } from '../../kit/screen/Pending.tsx'
import { screen, type Screen, type Work } from '../../kit/screen/screen.ts'
import { progressQueries } from './setup/queries.ts'

/** One day of the clinic at hand. */
async function dayOf({ client, organization, accountId, search, can }: Work) {
  if (search['view'] === 'week' || !can('appointments.read')) return []
  const [{ items }, work] = await Promise.all([
    client.ensureQueryData(clinicsQuery(organization)),
    client.ensureQueryData(ownWorkQuery(organization, accountId)).catch(() => undefined),
  ])
  const clinic = clinicAt(organization, search['clinic'], items, work)
  if (!clinic) return []
  const query = { clinicId: clinic.id, from: search['date'] ?? todayIn(clinic.timeZone), days: 1 }
  return [q.scheduling.calendar.get.queryOptions({ input: { params: { organization }, query } })]
}

const byId = (work: Work, id = '') => ({ input: { params: { organization: work.organization, id } } })
const ofPatient = (work: Work) => byId(work, work.params['patient'])

export const setupScreens: readonly Screen<Work>[] = [
  screen('/$organization/setup', () => import('./setup/SetupPage.tsx'), 'SetupPage', {
    texts: ['patients'],
    needs: ({ organization }: Work) => progressQueries(organization),
  }),
]

/** The daily work. Panels beside these pages (`visit`, `book`, `patient`, `new`) stand in the search; paths.ts types them. */
export const workScreens: readonly Screen<Work>[] = [
  screen('/$organization/today', () => import('./TodayPage.tsx'), 'TodayPage', {
    needs: ({ search: { clinic }, ...work }: Work) => dayOf({ ...work, search: { clinic } }),
  }),
  screen('/$organization/calendar', () => import('./CalendarPage.tsx'), 'CalendarPage', { needs: dayOf }),
  screen('/$organization/patients', () => import('./PatientsPage.tsx'), 'PatientsPage', {
    texts: ['patients'],
    needs: ({ organization, search }: Work) => [listedPages(organization, search)],
    pending: TablePending,
  }),
  screen('/$organization/patients/$patient', () => import('./PatientPages.tsx'), 'PatientDetail', {
    needs: (work: Work) => [q.patients.patients.get.queryOptions(ofPatient(work))],
  }),
  screen('/$organization/patients/$patient/chart', () => import('./PatientPages.tsx'), 'PatientChart', {
    texts: ['records', 'attachments'],
    needs: (work: Work) => [
      q.patients.patients.get.queryOptions(ofPatient(work)),
      q.records.charts.get.queryOptions(ofPatient(work)),
    ],
  }),
  screen('/$organization/duplicates', () => import('./DuplicatePages.tsx'), 'Duplicates', {
    texts: ['patients'],
    needs: ({ organization }: Work) => [duplicatePages(organization)],
    pending: TablePending,
  }),
  screen('/$organization/of-age', () => import('./OfAgePage.tsx'), 'OfAge', {
    texts: ['patients'],
    needs: ({ organization }: Work) => [dueMajorityReviews(organization)],
    pending: TablePending,
  }),
  screen('/$organization/duplicates/$kept/$merged', () => import('./DuplicatePages.tsx'), 'Merge', {
    texts: ['patients'],
    needs: ({ organization, params }: Work) => [
      comparisonQuery(organization, params['kept'] ?? '', params['merged'] ?? ''),
    ],
  }),
  screen('/$organization/guardians/$guardian', () => import('./PatientPages.tsx'), 'GuardianDetail', {
    needs: (work: Work) => [q.patients.guardians.get.queryOptions(byId(work, work.params['guardian']))],
  }),
]
