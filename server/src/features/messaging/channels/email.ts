import type { Platform } from '../../../kit/http/platform.ts'
import { logoContentId, withoutLogo } from '../../../kit/mail/layout.ts'
import type { MailAttachment } from '../../../kit/mail/mail.ts'
import type { MessageContent, Send } from './channel.ts'

export const byEmail: Send = async (platform, { id, to, logo, content: { sender, document, html, ...mail } }) =>
  platform.mailer.send({
    to,
    fromName: sender,
    ...mail,
    html: logo ? html : withoutLogo(html),
    attachments: [
      ...(logo && html.includes(`cid:${logoContentId}`) ? [inline(logo)] : []),
      ...(document ? await attached(platform, { ...document, data: { ...document.data, ...(logo && { logo }) } }) : []),
    ],
    messageId: `<${id}@${new URL(platform.config.origin).hostname}>`,
  })

const inline = (base64: string): MailAttachment => ({
  name: 'logo.png',
  type: 'image/png',
  base64,
  contentId: logoContentId,
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
