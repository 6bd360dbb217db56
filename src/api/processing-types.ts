/** /v1/processing-types: a kind of processing is put forward, judged, and recorded once it may be used (WGS 1.8 lid 6). */
import { Hono } from 'hono'
import { act } from '../acts.ts'
import { digestOf, type ProcessingType, processingPlace, processingTypeRequestSchema } from '../domain/processing.ts'
import { scopeOfOrganisation } from '../erasure/scopes.ts'
import { no, ok } from '../errors.ts'
import { sealContent } from '../log/content.ts'
import { type AppPorts, answer, bodyOf, callerOf, entered, traceOf } from './context.ts'
import { json } from './http.ts'
import { lookAtWords } from './looking.ts'

export function processingTypeRoutes(ports: AppPorts): Hono {
  const app = new Hono()

  app.post('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const body = await bodyOf(c, processingTypeRequestSchema)
      if (!body.ok) return body
      const { code, title, description, grounds: _, ...facts } = body.value
      const { oin, person } = caller.value
      const recorded = await ports.cases.processingTypes(oin)
      // Advice was given on the kind as it was: what changes is another kind, and is advised on anew.
      if (recorded.some((one) => one.code === code)) {
        return no('invalid-input', {
          problems: [{ pointer: '/code', message: 'is in use; what changes takes another' }],
        })
      }
      const { regime, acrossCases, automated } = facts
      const digest = digestOf(ports.crypto, { ...facts, title, description })
      const acted = entered(
        c,
        await act(
          ports,
          caller.value,
          {
            entry: 'act',
            held: null,
            onOrganisation: true,
            input: { kind: 'process', processing: { code, regime, acrossCases, automated, digest } },
            content: { processing: body.value, digest },
            changes: async ({ at }) => {
              const value: ProcessingType = { oin, code, at, by: person, facts, words: { title, description } }
              return [
                {
                  kind: 'processing-type',
                  value,
                  sealed: await sealContent(ports, scopeOfOrganisation(oin), processingPlace(value), value.words),
                },
              ]
            },
          },
          traceOf(ports, c),
        ),
      )
      if (!acted.ok) return acted
      const { permitted, decision, document } = acted.value
      ports.observe({ type: 'act', kind: 'process', outcome: decision.outcome })
      return ok(json(c, 201, { ...document, digest, ...(permitted ? { processingType: code } : {}) }))
    }),
  )

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const may = await lookAtWords(ports, c, caller.value, 'processing-types')
      if (!may.ok) return may
      const recorded = await ports.cases.processingTypes(caller.value.oin)
      const items = recorded.map(({ code, at, by, facts, words }) => ({
        ...{ code, ...facts, at },
        ...(may.value ? { ...words, by } : {}),
      }))
      return ok(json(c, 200, { items, next: null }))
    }),
  )

  return app
}
