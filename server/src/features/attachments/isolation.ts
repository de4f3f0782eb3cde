import { sentFile, tinyPng } from '../../testing/files.ts'
import { unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    document: string
    annotation: string
    phoneLink: string
    /** One that waits in the inbox. */
    scan: string
  }
}

const marks = [{ kind: 'arrow', ink: 'red', from: [0.1, 0.1], to: [0.5, 0.5] }]

const samples: Samples<'attachments'> = {
  'attachments.annotations.list': (ids) => ({ params: { id: ids.document } }),
  'attachments.annotations.create': (ids) => ({ params: { id: ids.document }, body: { marks } }),
  'attachments.annotations.update': (ids) => ({ params: { id: ids.annotation }, body: { status: 'entered-in-error' } }),
  'attachments.documents.list': (ids) => ({ params: { id: ids.patient } }),
  'attachments.documents.create': (ids) => ({ params: { id: ids.patient }, body: { fileId: ids.file } }),
  'attachments.documents.update': (ids) => ({ params: { id: ids.document }, body: { note: 'dry' } }),
  'attachments.documents.assign': (ids) => ({ params: { id: ids.document }, body: { patientId: ids.patient } }),
  'attachments.documents.read': (ids) => ({ params: { id: ids.document } }),
  'attachments.documents.listTags': () => ({}),
  'attachments.inbox.list': () => ({}),
  'attachments.inbox.create': (ids) => ({ body: { fileId: ids.file } }),
  'attachments.inbox.discard': (ids) => ({ params: { id: ids.scan }, body: { reason: 'blank' } }),
  'attachments.phoneLinks.create': (ids) => ({ params: { id: ids.patient } }),
  'attachments.phoneLinks.end': (ids) => ({ params: { id: ids.phoneLink } }),
  'attachments.phones.open': () => ({ params: { token: unknownToken } }),
  'attachments.phones.send': (ids) => ({
    params: { session: unknownToken, picture: ids.document },
    payload: { type: 'application/octet-stream', text: 'heron' },
  }),
}

export const isolation: Isolation = {
  async seed({ organization: { owner }, made, canary, ids }) {
    const filed = async (path: string) =>
      made(path, {
        fileId: await sentFile(owner, tinyPng, 'attachment', `${canary}.png`),
        title: `Wound ${canary}`,
        tags: [canary],
        note: `note ${canary}`,
      })
    const document = await filed(`/patients/${ids.patient}/documents`)
    const scan = await filed('/inbox-documents')
    const strayed = await filed(`/patients/${ids.patient}/documents`)
    await owner.call('PUT', `/documents/${strayed.id}/patient`, {
      body: { patientId: null },
      headers: { 'if-match': '"1"' },
    })
    const annotation = await made(`/documents/${document.id}/annotations`, {
      marks: [{ kind: 'text', ink: 'red', at: [0.5, 0.5], text: canary }],
    })
    const phoneLink = await made(`/patients/${ids.patient}/phone-links`, {})
    return { document: document.id, annotation: annotation.id, phoneLink: phoneLink.id, scan: scan.id }
  },
  samples,
}
