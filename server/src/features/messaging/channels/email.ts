import type { Platform } from '../../../kit/http/platform.ts'
import type { MessageContent, Send } from './channel.ts'

export const byEmail: Send = async (platform, { id, to, content: { sender, document, ...mail } }) =>
  platform.mailer.send({
    to,
    fromName: sender,
    ...mail,
    attachments: document ? await attached(platform, document) : [],
    messageId: `<${id}@${new URL(platform.config.origin).hostname}>`,
  })

/** The letter says all that its document does: without it, it leaves all the same. */
async function attached(
  { documents, log }: Platform,
  { template, data, name }: NonNullable<MessageContent['document']>,
) {
  try {
    const pdf = await documents.render(template, data)
    return [{ name, type: 'application/pdf', base64: pdf.toString('base64') }]
  } catch (error) {
    log.error({ part: 'documents', template, err: error }, 'a document could not be made')
    return []
  }
}
