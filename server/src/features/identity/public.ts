export { queueAccountMail } from './account-mails/actions.ts'
