import type { Feature } from '../../kit/feature.ts'
import { isCopied } from '../../kit/copies.ts'
import { goesAlong } from '../../kit/moves.ts'
import { liveSubjects } from '../organizations/public.ts'
import { extend } from '../../kit/extension.ts'
import { isHeldBack } from '../../kit/erasures.ts'
import { erasing } from '../patients/public.ts'
import { copyPatient } from './copies/jobs.ts'
import { copyRoutes } from './copies/routes.ts'
import { dueErasures, eraseDue } from './erasures/jobs.ts'
import { listWithMerged } from './erasures/queries.ts'
import { erasureRoutes } from './erasures/routes.ts'
import { areOnHold } from './legal-holds/queries.ts'
import { legalHoldRoutes } from './legal-holds/routes.ts'
import { overviewRoutes } from './overviews/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { restrictionRoutes } from './restrictions/routes.ts'
import { holdSecrets, requestSecrets, restrictionSecrets } from './secrets.ts'

export const rights: Feature = {
  name: 'rights',
  tier: 4,
  owns: ['tenant.erasures', 'tenant.legal_holds', 'tenant.restrictions', 'tenant.rights_requests'],
  sealed: [restrictionSecrets, holdSecrets, requestSecrets],
  moves: {
    'tenant.erasures': { stays: 'an erased record is merged with none' },
    'tenant.legal_holds': goesAlong,
    'tenant.restrictions': goesAlong,
    'tenant.rights_requests': goesAlong,
  },
  erasures: {
    'tenant.erasures': { stays: 'that and when somebody was erased' },
    'tenant.legal_holds': { class: 'technical', empties: ['reason_sealed', 'lift_reason_sealed'] },
    'tenant.restrictions': { class: 'technical', empties: ['reason_sealed'] },
    'tenant.rights_requests': { class: 'technical', empties: ['asked_sealed', 'answer_sealed'] },
  },
  copies: {
    'tenant.erasures': { stays: 'nothing is given out of a record that is erased' },
    // that it is so; why, those alone read who decide on it
    'tenant.legal_holds': { without: ['reason_sealed', 'lift_reason_sealed'] },
    'tenant.restrictions': { without: ['reason_sealed'] },
    'tenant.rights_requests': isCopied,
  },
  routes: {
    copies: copyRoutes,
    erasures: erasureRoutes,
    legalHolds: legalHoldRoutes,
    overviews: overviewRoutes,
    requests: requestRoutes,
    restrictions: restrictionRoutes,
  },
  works: [copyPatient],
  jobs: [eraseDue],
  due: [dueErasures],
  extensions: [
    extend(liveSubjects, { rights: 'rights' }),
    extend(erasing.undoHindrances, async (tx, ids) => ((await areOnHold(tx, ids)) ? 'on-hold' : undefined)),
    extend(isHeldBack, async (tx, patientId) => areOnHold(tx, await listWithMerged(tx, patientId))),
  ],
}
