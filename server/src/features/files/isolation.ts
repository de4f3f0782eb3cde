import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    file: string
  }
}

const octets = 'application/octet-stream'

const samples: Samples<'files'> = {
  'files.files.create': () => ({ body: { name: 'a.bin', purpose: 'attachment', size: 5 } }),
  'files.files.get': (ids) => ({ params: { id: ids.file } }),
  'files.fileParts.put': (ids) => ({ params: { id: ids.file, number: '0' }, payload: { type: octets, text: 'heron' } }),
  'files.completions.create': (ids) => ({ params: { id: ids.file }, body: { sha256: '0'.repeat(64) } }),
  'files.files.read': (ids) => ({ params: { id: ids.file } }),
  'files.files.remove': (ids) => ({ params: { id: ids.file } }),
}

export const isolation: Isolation = {
  async seed({ organization: { owner }, made, canary }) {
    const file = await made('/files', { name: `${canary}.txt`, purpose: 'attachment', size: canary.length })
    await owner.call('PUT', `/files/${file.id}/parts/0`, {
      payload: Buffer.from(canary),
      headers: { 'content-type': octets },
    })
    return { file: file.id }
  },
  samples,
}
