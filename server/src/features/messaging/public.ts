export { queueMessage, withdrawMessages, type MessageContent } from './messages/actions.ts'
