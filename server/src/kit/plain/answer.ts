import { call, type AnyProcedure } from '@orpc/server'
import type { OperationMeta } from '@polyclinic/contract/kit/operation.ts'
import type { BytesAnswer, StreamAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendBytes, sendStream } from './bytes.ts'
import type { CheckedAccess } from '../http/gate.ts'
import { readPlain } from './body.ts'
import type { Platform } from '../http/platform.ts'
import { asRefusal } from '../http/problems.ts'
import type { CurrentRequest } from '../http/request.ts'
import { answerProblem } from '../http/server.ts'

interface Asked {
  platform: Platform
  current: CurrentRequest
  request: FastifyRequest
  reply: FastifyReply
  procedure: AnyProcedure
  enter: () => Promise<CheckedAccess>
  params: Record<string, string> | undefined
  /** Of what takes JSON and answers something else. */
  readBody: (checked: CheckedAccess) => Promise<unknown>
}

const metaOf = (procedure: AnyProcedure) => procedure['~orpc'].meta as unknown as OperationMeta

/** Whether an operation takes or answers something else than JSON, or words its refusals in another way. */
export function isPlain(procedure: AnyProcedure): boolean {
  const { takes, answers, wording } = metaOf(procedure)
  return Boolean(takes ?? answers ?? wording)
}

/** Serves such an operation behind the same gate, in the same order: let in, body, input, transaction, answer. */
export async function answerPlain({
  platform,
  current,
  request,
  reply,
  procedure,
  enter,
  params,
  readBody,
}: Asked): Promise<void> {
  const { takes, answers, wording } = metaOf(procedure)
  try {
    const checked = await enter()
    const body = takes ? await readPlain(request.raw, takes) : await readBody(checked)
    const query = request.query as Record<string, unknown>
    const input = { params, query, headers: request.headers, body }
    const output: unknown = await call(procedure, input, {
      context: { platform, request: current, checked, body },
    })
    const { successStatus = 200 } = procedure['~orpc'].route
    if (answers === 'bytes') return await sendBytes(request, reply, output as BytesAnswer)
    if (answers === 'stream') return await sendStream(request, reply, output as StreamAnswer)
    void reply.status(successStatus).header('content-type', 'application/json; charset=utf-8')
    await reply.send(output === undefined ? '' : JSON.stringify(output))
  } catch (error) {
    await answerProblem(platform, request, reply, asRefusal(error, platform.log), wording)
  }
}
