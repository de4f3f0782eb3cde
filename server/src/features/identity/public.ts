import { beginProgramSession, endSessionById, keepProgramSession } from './sessions/actions.ts'

export { giveBack, takeGuess } from './guesses/actions.ts'
export { queueAccountMail } from './account-mails/actions.ts'
export { consentGiven } from './me/routes.ts'
export { accountRecords, asPatientOf, type LinkedRow } from './me/queries.ts'
export { addToDirectory, forgetDirectory } from './own-data/actions.ts'
export { keptOfAccounts } from './own-data/queries.ts'
export { endsOfAccount } from './own-data/actions.ts'
export { keptOfSignIns } from './own-data/queries.ts'
export { programSecrets } from './accounts/authenticate.ts'
export { recordSecurityEvent } from './security-events/actions.ts'
export type { ProgramSession } from './sessions/actions.ts'

/** Sessions of programs, which have no browser. */
export const sessions = { beginProgramSession, endSessionById, keepProgramSession }
