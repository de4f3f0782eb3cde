export { queueMessage, withdrawMessages, type MessageContent, type NewMessage } from './messages/actions.ts'
