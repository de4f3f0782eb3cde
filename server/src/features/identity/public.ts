export { giveBack, takeGuess } from './guesses/actions.ts'
export { mixesNative } from './authorization-server/rules.ts'
export { queueAccountMail } from './account-mails/actions.ts'
export { asPatientOf } from './me/queries.ts'
