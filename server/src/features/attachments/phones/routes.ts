import { contract } from '@polyclinic/contract/contract.ts'
import { phonePictures } from '@polyclinic/contract/attachments/document-words.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { patients } from '../../patients/public.ts'
import { addPhonePicture, endPhoneLink, giveBackPlace, makePhoneLink, openPhoneLink, takePlace } from './actions.ts'
import { phoneLinkIn, type PhonePower } from './rules.ts'

/** What a token proves; 404 where it proves nothing, before anything is opened. */
function linkIn(sealer: Sealer, token: string, may: PhonePower): string {
  const id = phoneLinkIn(sealer, token, may)
  if (id === undefined) throw refuse('not-found')
  return id
}

export const phoneLinkRoutes = {
  create: operation(contract.attachments.phoneLinks.create, async (given) =>
    makePhoneLink(given.tx, given.input.params.id, patients.scopeOf(given)),
  ),

  end: operation(contract.attachments.phoneLinks.end, async (given) =>
    endPhoneLink(given.tx, given.input.params.id, patients.scopeOf(given)),
  ),
}

export const phoneRoutes = {
  open: operation(contract.attachments.phones.open, {
    prove({ sealer, input }) {
      linkIn(sealer, input.params.token, 'open')
      return {}
    },
    work: ({ tx, sealer, input }) => openPhoneLink(tx, linkIn(sealer, input.params.token, 'open')),
  }),

  send: operation(contract.attachments.phones.send, {
    prove({ sealer, input }) {
      linkIn(sealer, input.params.session, 'send')
      return {}
    },
    before: async ({ inTenant, platform: { blobs, scan }, sealer, input }) => {
      const { session, picture } = input.params
      const linkId = linkIn(sealer, session, 'send')
      const { link, isSent } = await inTenant('write', (tx) => takePlace(tx, linkId, picture))
      if (isSent) return { linkId, link }
      try {
        const sender = { accountId: link.made_by, name: `${picture.slice(-4)}.jpg` }
        return { linkId, link, received: await files.receive({ blobs, scan, inTenant }, sender, input.body) }
      } catch (error) {
        await inTenant('write', (tx) => giveBackPlace(tx, linkId))
        throw error
      }
    },
    work: async ({ tx, input, before: { linkId, link, received } }) => {
      const { picture } = input.params
      const left = received ? await addPhonePicture(tx, linkId, picture, received) : phonePictures - link.pictures
      return { picture, left }
    },
    async refused({ inTenant, before: { linkId, received } }) {
      if (received) await inTenant('write', (tx) => giveBackPlace(tx, linkId, received))
    },
  }),
}
