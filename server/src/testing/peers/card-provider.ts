import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Stripe } from 'stripe'

const [apiKey, webhookSecret] = ['sk_test_of_tests', 'whsec_of_tests']

interface Asked {
  path: string
  key: string | undefined
  fields: Record<string, string>
}

interface Said {
  status: number
  body: object
}

/** An event as it would be sent: the bytes, and their signature. */
export interface SignedEvent {
  content: string
  signature: string
}

/** A provider of card payments that speaks Stripe's protocol: forms in, JSON out, each key answered once and the same again. */
export async function startCardPeer(): Promise<CardPeer> {
  const peer = new CardPeer()
  await peer.listen()
  return peer
}

export class CardPeer {
  /** What it was asked, in order; a question that was repeated by its key stands there again. */
  readonly asked: Asked[] = []
  /** Payments that were taken from kept cards: one for each key. */
  readonly taken: { amount: number; currency: string; customer: string; reference: string }[] = []
  /** How kept cards answer from now on; `silent`: the payment is taken and the answer lost. */
  cards: 'pay' | 'refuse' | 'silent' = 'pay'
  /** Of which bill a payment is, by its name. */
  readonly intents = new Map<string, { organization: string; invoice: string }>()
  /** Where its events are told, for whoever pays on its page. */
  tells = ''
  private readonly answers = new Map<string, Said>()
  private readonly sessions = new Map<string, Record<string, string>>()
  private readonly stripe = new Stripe(apiKey)
  private readonly server = createServer((request, response) => void this.serve(request, response))
  private counted = 0

  /** What the application is configured with. */
  get env(): Record<string, string> {
    return {
      STRIPE_SECRET_KEY: apiKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: this.address,
    }
  }

  listen(): Promise<void> {
    return new Promise((listening) => void this.server.listen(0, '127.0.0.1', listening))
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((closed) => void this.server.close(() => closed()))
  }

  event(type: string, object: object, options: { id?: string; at?: number; secret?: string } = {}): SignedEvent {
    const { id = this.next('evt'), at, secret = webhookSecret } = options
    const content = JSON.stringify({ id, object: 'event', type, data: { object } })
    const signature = this.stripe.webhooks.generateTestHeaderString({
      payload: content,
      secret,
      ...(at !== undefined && { timestamp: at }),
    })
    return { content, signature }
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  private next(prefix: string): string {
    return `${prefix}_${String(++this.counted).padStart(6, '0')}`
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? ''
    const fields = await readFields(request)
    const session = this.sessions.get(path.replace('/pay/', ''))
    if (session) return this.showPage(session, request.method === 'POST', response)
    const key = request.headers['idempotency-key']
    const asked: Asked = { path, key: typeof key === 'string' ? key : undefined, fields }
    this.asked.push(asked)
    const { status, body } = this.answerOnce(asked)
    if (this.cards === 'silent' && path === '/v1/payment_intents') return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  private answerOnce(asked: Asked): Said {
    const named = asked.key === undefined ? undefined : `${asked.path} ${asked.key}`
    const known = named === undefined ? undefined : this.answers.get(named)
    const answer = known ?? this.answer(asked)
    if (named !== undefined) this.answers.set(named, answer)
    return answer
  }

  private answer({ path, fields }: Asked): Said {
    if (path === '/v1/checkout/sessions') {
      const id = this.next('cs')
      this.sessions.set(id, fields)
      return { status: 200, body: { id, object: 'checkout.session', url: `${this.address}/pay/${id}` } }
    }
    if (path.endsWith('/payment_methods'))
      return {
        status: 200,
        body: { object: 'list', has_more: false, data: [{ id: 'pm_1', object: 'payment_method' }] },
      }
    if (path === '/v1/payment_intents') return this.charge(fields)
    if (path === '/v1/account') return { status: 200, body: { id: 'acct_1', object: 'account' } }
    const metadata = this.intents.get(path.replace('/v1/payment_intents/', ''))
    if (metadata) return { status: 200, body: { id: path.split('/').at(-1), object: 'payment_intent', metadata } }
    return { status: 404, body: { error: { type: 'invalid_request_error', message: path } } }
  }

  private charge(fields: Record<string, string>): Said {
    const { amount = '0', currency = '', customer = '' } = fields
    const { 'metadata[organization]': organization = '', 'metadata[invoice]': invoice = '' } = fields
    if (this.cards === 'refuse')
      return {
        status: 402,
        body: { error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' } },
      }
    const id = this.next('pi')
    this.taken.push({ amount: Number(amount), currency, customer, reference: id })
    this.intents.set(id, { organization, invoice })
    return { status: 200, body: { id, object: 'payment_intent', status: 'succeeded' } }
  }

  /** A page on which one pays, or goes back; whoever paid is told of before they come back. */
  private async showPage(session: Record<string, string>, isPaid: boolean, response: ServerResponse): Promise<void> {
    if (!isPaid) {
      const page = `<!doctype html><title>Checkout</title><h1>Checkout</h1>
        <form method="post"><button>Pay</button></form><a href="${session.cancel_url}">Back</a>`
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    }
    const { content, signature } = this.event('checkout.session.completed', {
      id: this.next('cs'),
      object: 'checkout.session',
      payment_status: 'paid',
      amount_total: Number(session['line_items[0][price_data][unit_amount]']),
      currency: session['line_items[0][price_data][currency]'],
      metadata: { organization: session['metadata[organization]'], invoice: session['metadata[invoice]'] },
      payment_intent: this.next('pi'),
      customer: 'cus_1',
    })
    await fetch(this.tells, {
      method: 'POST',
      body: content,
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    })
    response.writeHead(303, { location: session.success_url }).end()
  }
}

async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString()))
}
