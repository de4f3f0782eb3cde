import { messageRoutes } from './messages.ts'

/** The operations of messaging, by noun. */
export const routes = {
  messages: messageRoutes,
}
