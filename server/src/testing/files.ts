import { createHash } from 'node:crypto'
import type { Answer, Person } from './person.ts'

/** One red pixel. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC',
  'base64',
)

const partBytes = 4_194_304

export const shaOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

export const putPart = (person: Person, id: string, number: number, payload: Uint8Array): Promise<Answer> =>
  person.call('PUT', `/files/${id}/parts/${number}`, {
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  })

/** Announces a file and sends it; its id. */
export async function sentFile(person: Person, content: Uint8Array, purpose: string, name = 'a.png'): Promise<string> {
  const { body } = await person.post('/files', { name, purpose, size: content.length })
  await sendFile(person, body.id as string, content)
  return body.id as string
}

/** Sends all parts of an announced file, and says that they were all. */
export async function sendFile(person: Person, id: string, content: Uint8Array): Promise<Answer> {
  for (let number = 0; number * partBytes < content.length; number++)
    await putPart(person, id, number, content.subarray(number * partBytes, (number + 1) * partBytes))
  return person.post(`/files/${id}/completion`, { sha256: shaOf(content) })
}
