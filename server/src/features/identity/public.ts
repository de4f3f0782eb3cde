export { queueAccountMail, type AccountMail } from './account-mails/actions.ts'
