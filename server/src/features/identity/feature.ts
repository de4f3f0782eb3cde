import type { Feature } from '../../kit/feature.ts'
import { accountMails } from './account-mails/jobs.ts'
import { endedCeremonies } from './ceremonies/jobs.ts'
import { emailChangeRoutes } from './email-changes/routes.ts'
import { exportOwnData } from './exports/jobs.ts'
import { exportAtOnce, exportRoutes } from './exports/routes.ts'
import { meRoutes } from './me/routes.ts'
import { unfinishedDeletions } from './own-data/jobs.ts'
import { ownDataRoutes } from './own-data/routes.ts'
import { oldSecurityEvents } from './security-events/jobs.ts'
import { endedSessions, machinesToLock } from './sessions/jobs.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { sharedMachineRoutes } from './shared-machines/routes.ts'

export const identity: Feature = {
  name: 'identity',
  tier: 0,
  owns: [
    'auth.ceremony',
    'auth.device',
    'auth.jwks',
    'auth.known_device',
    'auth.rate_limit',
    'auth.seat',
    'auth.security_event',
    'auth.session',
    'auth.user',
    'auth.verification',
    'control.account_directory',
    'control.accounts',
    'control.account_messages',
  ],
  publishes: [
    'auth.device',
    'auth.seat',
    'auth.session',
    'auth.user',
    'auth.verification',
    'control.accounts',
    'control.account_directory',
    'control.account_messages',
  ],
  leftBehind: {
    'control.account_directory': 'made from patient accounts',
  },
  routes: {
    account: { ...emailChangeRoutes, ...ownDataRoutes, ...exportAtOnce },
    exports: exportRoutes,
    me: meRoutes,
    sessions: sessionRoutes,
    sharedMachines: sharedMachineRoutes,
  },
  works: [exportOwnData],
  due: [accountMails, machinesToLock, endedSessions, endedCeremonies, unfinishedDeletions, oldSecurityEvents],
}
