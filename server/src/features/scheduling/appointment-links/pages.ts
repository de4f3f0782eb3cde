import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { TransactionMode } from '../../../kit/db/transaction.ts'
import { asVisitor, loadPages, sendPage } from '../../../kit/http/page.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { asRefusal } from '../../../kit/http/problems.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import { calendarEntry } from '../notices/calendar-entry.ts'
import { cancelByLink, confirmByLink, findByLink, provenAppointment, appointmentFactsBehindLink } from './actions.ts'

type PageState = 'show' | 'confirming' | 'cancelled' | 'not-found' | 'refused' | 'unconfirmed'

interface Renderers {
  renderAppointmentPage(props: {
    appointment?: LinkedAppointment
    state: PageState
    appointmentUrl: string
    language: Language
    assets: { css: string[] }
  }): string
  renderMessagePage(props: {
    kind: 'not-found' | 'unavailable'
    language: Language
    assets: { css: string[] }
    retryUrl?: string
  }): string
}

interface Address {
  Params: { slug: string; token: string }
  Querystring: { language?: string }
}

/** The page behind a mailed link: rendered here, works as links and forms. */
export async function serveAppointmentPages(app: FastifyInstance, platform: Platform): Promise<void> {
  const { config, log } = platform
  const pages = await loadPages<Renderers>()
  if (!pages) return
  const { render, assets } = pages
  const behindLink = <Result>(
    request: FastifyRequest<Address>,
    mode: TransactionMode,
    work: (tx: TenantTx, appointmentId: string) => Promise<Result>,
  ): Promise<Result> => {
    const { slug, token } = request.params
    return asVisitor(platform, request, { slug, prove: (sealer) => provenAppointment(sealer, token) }, mode, work)
  }
  const addressOf = ({ params }: FastifyRequest<Address>) =>
    `/visit/${encodeURIComponent(params.slug)}/${encodeURIComponent(params.token)}`

  async function show(request: FastifyRequest<Address>, reply: FastifyReply, state: 'show' | 'confirming') {
    return answering(request, reply, async () => {
      const appointment = await behindLink(request, 'read', findByLink)
      return sendPage(
        reply,
        200,
        render.renderAppointmentPage({
          appointment,
          state,
          appointmentUrl: addressOf(request),
          language: chosenLanguage(request, appointment.language),
          assets,
        }),
      )
    })
  }

  async function answering(request: FastifyRequest<Address>, reply: FastifyReply, work: () => Promise<FastifyReply>) {
    try {
      return await work()
    } catch (error) {
      const refusal = asRefusal(error, log)
      const language = chosenLanguage(request, undefined)
      if (refusal.status === 404)
        return sendPage(
          reply,
          404,
          render.renderAppointmentPage({ state: 'not-found', appointmentUrl: addressOf(request), language, assets }),
        )
      return sendPage(
        reply,
        refusal.status,
        render.renderMessagePage({ kind: 'unavailable', language, assets, retryUrl: addressOf(request) }),
      )
    }
  }

  /** Does what the form asked for and shows what came of it; a form that is sent again shows the same. */
  const change = (request: FastifyRequest<Address>, reply: FastifyReply, work: Answered) =>
    answering(request, reply, async () => {
      const { appointment, state } = await behindLink(request, 'write', work)
      const html = render.renderAppointmentPage({
        appointment,
        state,
        appointmentUrl: addressOf(request),
        language: chosenLanguage(request, appointment.language),
        assets,
      })
      return sendPage(reply, state === 'refused' || state === 'unconfirmed' ? 409 : 200, html)
    })

  app.get<Address>('/visit/:slug/:token', (request, reply) => show(request, reply, 'show'))
  // whoever opens links to look into mails confirms nothing: only the form does
  app.get<Address>('/visit/:slug/:token/confirmation', (request, reply) => show(request, reply, 'show'))
  app.post<Address>('/visit/:slug/:token/confirmation', (request, reply) => change(request, reply, confirming))
  app.get<Address>('/visit/:slug/:token/cancellation', (request, reply) => show(request, reply, 'confirming'))
  app.post<Address>('/visit/:slug/:token/cancellation', (request, reply) => change(request, reply, cancelling))
  app.get<Address>('/visit/:slug/:token/calendar.ics', (request, reply) =>
    answering(request, reply, async () => {
      const facts = await behindLink(request, 'read', appointmentFactsBehindLink)
      const title = words(facts.language, 'scheduling')('notice.title', { clinic: facts.organization.name })
      const entry = calendarEntry(facts, {
        url: `${config.origin}${addressOf(request)}`,
        title,
        method: facts.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
        organizer: config.mailFrom.address,
      })
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="visit.ics"')
        .header('cache-control', 'no-store')
        .send(entry)
    }),
  )
}

type Answered = (tx: TenantTx, appointmentId: string) => Promise<{ appointment: LinkedAppointment; state: PageState }>

const confirming: Answered = async (tx, id) => {
  const before = await findByLink(tx, id)
  if (before.canConfirm || before.state === 'confirmed')
    return { appointment: await confirmByLink(tx, id), state: 'show' }
  return { appointment: before, state: before.state === 'booked' ? 'unconfirmed' : 'show' }
}

const cancelling: Answered = async (tx, id) => {
  const before = await findByLink(tx, id)
  if (before.canCancel) return { appointment: await cancelByLink(tx, id), state: 'cancelled' }
  return { appointment: before, state: before.state === 'cancelled' ? 'cancelled' : 'refused' }
}

/** What the visitor chose, else the appointment's language, else the browser's. */
function chosenLanguage(request: FastifyRequest<Address>, language: string | undefined): Language {
  const wished = request.query.language ?? language ?? request.headers['accept-language']?.slice(0, 2)
  return knownLanguage(wished)
}
