import type { Send } from './channel.ts'

/** Over the configured mail server, or into the development mailbox. */
export const byEmail: Send = ({ mailer, config }, { id, to, content: { sender, ...mail } }) =>
  mailer.send({ to, fromName: sender, ...mail, messageId: `<${id}@${new URL(config.origin).hostname}>` })
