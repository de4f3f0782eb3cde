import { staysSealed } from '../../kit/audit/store.ts'
import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { erasedAlong } from '../../kit/erasures.ts'
import { copiedFiles, isCopied } from '../../kit/copies.ts'
import { goesAlong } from '../../kit/moves.ts'
import { on } from '../../kit/jobs/events.ts'
import { accountRecords, recordsOfLinks } from '../identity/public.ts'
import { liveSubjects, portalAccounts } from '../organizations/public.ts'
import { messageSights } from '../messaging/public.ts'
import { planCounters } from '../plans/public.ts'
import { alertRoutes } from './alerts/routes.ts'
import { shownAllergies } from './allergies/queries.ts'
import { allergyRoutes } from './allergies/routes.ts'
import { oldCodes, sendConnectionCode } from './connections/jobs.ts'
import { isAboutSeen } from './connections/queries.ts'
import { breedRoutes } from './breeds/routes.ts'
import { connectionRoutes } from './connections/routes.ts'
import { comparePatients, uncomparedPatients } from './duplicate-pairs/jobs.ts'
import { duplicatePairRoutes } from './duplicate-pairs/routes.ts'
import { duplicateCheckRoutes } from './duplicates/routes.ts'
import { tellOwners } from './emergency-accesses/jobs.ts'
import { emergencyAccessRoutes } from './emergency-accesses/routes.ts'
import { exportPatients, exportWorkbook } from './patient-exports/jobs.ts'
import { patientExportRoutes } from './patient-exports/routes.ts'
import { connectionCodeAsked, emergencyOpened } from './events.ts'
import { guardianRoutes } from './guardians/routes.ts'
import { forgetLinks } from './links/actions.ts'
import { countPortalAccounts, listLinked, shownPatients } from './links/queries.ts'
import { linkRoutes } from './links/routes.ts'
import { eraseBesidePatients } from './erasing/actions.ts'
import { emergencySecrets } from './emergency-accesses/view.ts'
import { guardianSecrets } from './guardians/view.ts'
import { patientMergeRoutes } from './merges/routes.ts'
import { mergeSecrets } from './merges/view.ts'
import { readableFields } from './patients/fields.ts'
import { patientSecrets } from './patients/view.ts'
import { countedPatients } from './patients/queries.ts'
import { patientRoutes } from './patients/routes.ts'
import { pictureRoutes } from './pictures/routes.ts'
import { listPicturesOf } from './pictures/queries.ts'
import { frontPageTemplate, labelTemplate } from './printouts/document.ts'
import { printoutRoutes } from './printouts/routes.ts'
import { reachRoutes } from './reach/routes.ts'
import { majorityReviewRoutes } from './majority-reviews/routes.ts'
import { relationRoutes } from './relations/routes.ts'
import { relationSecrets } from './answering/secrets.ts'
import { alertSecrets, allergySecrets } from './warnings/secrets.ts'
import { foldAnew, oldFolding, searchRemade } from './search/jobs.ts'

/** Columns that tell nothing new of anybody. */
const madeForSearches = ['fold_version', 'name_key', 'search_keys', 'search_text']

export const patients: Feature = {
  name: 'patients',
  tier: 1,
  owns: [
    'tenant.alerts',
    'tenant.allergies',
    'tenant.claim_codes',
    'tenant.duplicate_pairs',
    'tenant.emergency_accesses',
    'tenant.guardians',
    'tenant.majority_reviews',
    'tenant.no_known_allergies',
    'tenant.patient_accounts',
    'tenant.patient_guardians',
    'tenant.patient_merge_rows',
    'tenant.patient_merges',
    'tenant.patient_pictures',
    'tenant.patients',
    'tenant.search_tokens',
  ],
  publishes: ['tenant.patients', 'tenant.guardians', 'tenant.patient_guardians', 'tenant.patient_accounts'],
  sealed: [
    patientSecrets,
    guardianSecrets,
    emergencySecrets,
    allergySecrets,
    alertSecrets,
    mergeSecrets,
    relationSecrets,
  ],
  remade: searchRemade,
  readable: {
    ...readableFields,
    'tenant.claim_codes.token': 'a keyed hash of a contact',
    'tenant.claim_codes.code_hash': 'a keyed hash',
    'tenant.duplicate_pairs.reasons': 'words of a list',
    'tenant.guardians.name': 'found by any part of it, and sorted',
    'tenant.guardians.name_key': 'made from the name',
    'tenant.guardians.search_text': 'made from the name',
    'tenant.guardians.language': 'a language',
    'tenant.patient_guardians.permissions': 'names of permissions',
    'tenant.patient_merge_rows.of_table': 'the name of a table',
    'tenant.patient_merge_rows.row_key': 'ids',
    'tenant.patient_accounts.permissions': 'names of permissions',
    'tenant.patients.name_key': 'made from the names',
    'tenant.patients.search_text': 'made from the names',
    'tenant.search_tokens.token': 'a keyed hash',
  },
  leftBehind: {
    'tenant.claim_codes': 'codes on their way',
    'tenant.search_tokens': 'made from patients and guardians',
    'tenant.guardians.fold_version': 'made for searches',
    'tenant.guardians.name_key': 'made for searches',
    'tenant.guardians.search_keys': 'made for searches',
    'tenant.guardians.search_text': 'made for searches',
    'tenant.patients.fold_version': 'made for searches',
    'tenant.patients.name_key': 'made for searches',
    'tenant.patients.search_keys': 'made for searches',
    'tenant.patients.search_text': 'made for searches',
  },
  moves: {
    'tenant.alerts': goesAlong,
    'tenant.allergies': goesAlong,
    'tenant.majority_reviews': { key: ['id'], unless: [] },
    'tenant.no_known_allergies': { stays: 'said of one record; the other one may know better' },
    'tenant.emergency_accesses': { stays: 'opens one record for an hour, and not another one' },
    'tenant.patient_accounts': { key: ['account_id'], unless: ['account_id'] },
    'tenant.patient_guardians': { key: ['guardian_id'], unless: ['guardian_id'] },
    'tenant.patient_pictures': { key: [], unless: [] },
    'tenant.search_tokens': { stays: 'made anew' },
  },
  erasures: {
    'tenant.alerts': { class: 'clinical' },
    'tenant.allergies': { class: 'clinical' },
    'tenant.majority_reviews': { class: 'technical' },
    'tenant.no_known_allergies': { class: 'clinical' },
    'tenant.emergency_accesses': { class: 'technical' },
    'tenant.patient_accounts': { class: 'contact' },
    'tenant.patient_guardians': { class: 'contact' },
    'tenant.patient_pictures': { class: 'contact' },
    'tenant.search_tokens': { class: 'technical' },
  },
  copies: {
    'tenant.patients': { column: 'id', without: [...madeForSearches, 'compared_version'] },
    'tenant.guardians': {
      column: 'id',
      in: { table: 'tenant.patient_guardians', column: 'guardian_id' },
      // another person's: who they are is told, not where they live nor what is thought of them
      without: [...madeForSearches, 'contact_sealed', 'memo_sealed'],
    },
    'tenant.alerts': isCopied,
    'tenant.allergies': isCopied,
    // why: for those who watch over emergencies
    'tenant.emergency_accesses': { without: ['reason_sealed'] },
    'tenant.majority_reviews': isCopied,
    'tenant.no_known_allergies': isCopied,
    'tenant.patient_accounts': { key: ['patient_id', 'account_id'] },
    // why somebody is kept out may be told to that one
    'tenant.patient_guardians': { without: ['reason_sealed'] },
    // what was taken holds values of two records, which were two persons' where it was undone
    'tenant.patient_merges': { column: 'kept_id', without: ['taken_sealed'], unless: 'undone_at' },
    'tenant.patient_pictures': { key: ['patient_id'] },
    'tenant.search_tokens': { stays: 'made from what is known' },
  },
  routes: {
    breeds: breedRoutes,
    alerts: alertRoutes,
    allergies: allergyRoutes,
    connections: connectionRoutes,
    duplicateChecks: duplicateCheckRoutes,
    duplicatePairs: duplicatePairRoutes,
    emergencyAccesses: emergencyAccessRoutes,
    patientExports: patientExportRoutes,
    patientMerges: patientMergeRoutes,
    guardians: guardianRoutes,
    links: linkRoutes,
    patients: patientRoutes,
    pictures: pictureRoutes,
    printouts: printoutRoutes,
    reach: reachRoutes,
    relations: relationRoutes,
    majorityReviews: majorityReviewRoutes,
  },
  documents: [frontPageTemplate, labelTemplate],
  works: [exportPatients, exportWorkbook],
  jobs: [sendConnectionCode, foldAnew, tellOwners, comparePatients],
  on: [on(connectionCodeAsked, sendConnectionCode), on(emergencyOpened, tellOwners)],
  due: [oldFolding, oldCodes, uncomparedPatients],
  extensions: [
    extend(liveSubjects, { patient: 'patient', guardian: 'patient', allergy: 'warning', alert: 'warning' }),
    // a look that showed nobody is accounted for by its words alone
    extend(staysSealed, { subject: 'emergency-candidates', column: 'search_sealed' }),
    extend(accountRecords, { linked: listLinked, end: forgetLinks }),
    extend(recordsOfLinks, shownPatients),
    extend(recordsOfLinks, shownAllergies),
    extend(portalAccounts, countPortalAccounts),
    extend(messageSights, isAboutSeen),
    extend(copiedFiles, { folder: 'pictures', list: listPicturesOf }),
    extend(erasedAlong, { class: 'contact', erase: eraseBesidePatients }),
    extend(planCounters, { patients: countedPatients }),
  ],
}
