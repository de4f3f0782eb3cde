import { expect, test } from 'vitest'
import { keepsKeys } from './intent.ts'

type Sent = { body: { name: string }; headers?: { 'idempotency-key': string } }

/** A wish of one form: what was sent under which key, with a line that fails as long as it is told to. */
function form() {
  const sent: string[] = []
  let keys = 0
  let isAway = false
  const once = keepsKeys(() => `key-${++keys}`)
  const create = ({ body, headers }: Sent) => {
    sent.push(`${body.name} ${headers?.['idempotency-key']}`)
    // what `fetch` throws where no server was reached
    return isAway ? Promise.reject(new TypeError('away')) : Promise.resolve(body.name)
  }
  const send = (name: string) => once(create, { body: { name } }).catch(() => undefined)
  return { sent, send, goAway: () => (isAway = true), comeBack: () => (isAway = false) }
}

test('what got no answer is sent again under its key, so that it is made once', async () => {
  const { sent, send, goAway, comeBack } = form()
  goAway()
  await send('Ada')
  await send('Ada')
  comeBack()
  await send('Ada')
  expect(sent).toEqual(['Ada key-1', 'Ada key-1', 'Ada key-1'])
})

test('once it was answered, the same words are another wish', async () => {
  const { sent, send } = form()
  await send('Ada')
  await send('Ada')
  expect(sent).toEqual(['Ada key-1', 'Ada key-2'])
})

test('what was corrected while the line was down does not go under the key of what it was', async () => {
  const { sent, send, goAway } = form()
  goAway()
  await send('Ad')
  await send('Ada')
  expect(sent).toEqual(['Ad key-1', 'Ada key-2'])
})
