/** The application: middleware and routes, mounted in a visible order. Runs on any platform that hands it its ports. */
import { Hono } from 'hono'
import { attestationRoutes } from './api/attestations.ts'
import { caseRoutes } from './api/cases.ts'
import type { AppPorts } from './api/context.ts'
import { correctionRoutes } from './api/corrections.ts'
import { countRoutes } from './api/counts.ts'
import { decisionRoutes } from './api/decisions.ts'
import { exampleRoutes } from './api/examples.ts'
import { exportRoutes } from './api/exports.ts'
import { findingRoutes } from './api/findings.ts'
import { healthRoutes } from './api/health.ts'
import { holdingRoutes } from './api/holdings.ts'
import { acceptsJson, countsUnlogged, json, problemResponse, standardHeaders } from './api/http.ts'
import { inquiryRoutes } from './api/inquiries.ts'
import { judgementRoutes } from './api/judgements.ts'
import { logRoutes } from './api/log.ts'
import { meRoutes } from './api/me.ts'
import { obligationRoutes } from './api/obligations.ts'
import { openApiBytes } from './api/openapi.ts'
import { allowedMethods } from './api/operations.ts'
import { policyRoutes } from './api/policies.ts'
import { processingTypeRoutes } from './api/processing-types.ts'
import { reportRoutes } from './api/reports.ts'
import { retentionRoutes } from './api/retention.ts'
import { sampleRoutes } from './api/samples.ts'
import { statementRoutes } from './api/statements.ts'
import { tlogRoutes } from './api/tlog.ts'
import { tryRoutes } from './api/tries.ts'
import { vocabularyRoutes } from './api/vocabulary.ts'
import { whyNotRoutes } from './api/why-not.ts'

export function createApp(ports: AppPorts): Hono {
  const app = new Hono()

  app.use(standardHeaders(ports.corsOrigins))
  app.onError((error, c) => {
    ports.observe({ type: 'fault', where: 'http', code: error instanceof Error ? error.name : 'unknown' })
    return problemResponse(c, { code: 'internal-error' })
  })
  // An unknown path is 404, also with a trailing slash; a known path with another method is 405 and says which it takes.
  app.notFound((c) => {
    const allow = allowedMethods(c.req.path)
    return problemResponse(c, allow.length > 0 ? { code: 'method-not-allowed', allow } : { code: 'not-found' })
  })

  app.get('/livez', (c) => json(c, 200, { status: 'live' }))
  app.get('/readyz', async (c) => {
    const missing = await ports.ready()
    return missing.length === 0
      ? json(c, 200, { status: 'ready' })
      : problemResponse(c, {
          code: 'overloaded',
          detail: { nl: `Nog niet gereed: ${missing.join(', ')}`, en: `Not ready: ${missing.join(', ')}` },
        })
  })
  app.get('/metrics', async (c) => {
    if (!ports.metrics) return problemResponse(c, { code: 'not-found' })
    return c.text(await ports.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })

  // Before what only speaks JSON: these are read by programs of others.
  app.route('/v1/log', tlogRoutes(ports))
  app.use('/v1/*', countsUnlogged(ports))
  app.use('/v1/*', acceptsJson)
  app.get('/v1/openapi.json', (c) =>
    c.body(openApiBytes(), 200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' }),
  )
  app.route('/v1/inquiries', inquiryRoutes(ports))
  app.route('/v1/cases/:caseId/attestations', attestationRoutes(ports, 'case'))
  app.route('/v1/cases', caseRoutes(ports))
  app.route('/v1/holdings', holdingRoutes(ports))
  app.route('/v1/attestations', attestationRoutes(ports, 'organisation'))
  app.route('/v1/judgements', judgementRoutes(ports))
  app.route('/v1/me', meRoutes(ports))
  app.route('/v1/obligations', obligationRoutes(ports))
  app.route('/v1/corrections', correctionRoutes(ports))
  app.route('/v1/processing-types', processingTypeRoutes(ports))
  app.route('/v1/decisions', exportRoutes(ports))
  app.route('/v1/decisions', countRoutes(ports))
  app.route('/v1/decisions', whyNotRoutes(ports))
  app.route('/v1/decisions', decisionRoutes(ports))
  app.route('/v1/reports', reportRoutes(ports))
  app.route('/v1/statements', statementRoutes(ports))
  app.route('/v1/log', logRoutes(ports))
  app.route('/v1/retention', retentionRoutes(ports))
  app.route('/v1/samples', sampleRoutes(ports))
  app.route('/v1/findings', findingRoutes(ports))
  app.route('/v1/health', healthRoutes(ports))
  app.route('/v1/policies', policyRoutes(ports))
  app.route('/v1/policy', tryRoutes(ports))
  app.route('/v1/policy', exampleRoutes(ports))
  app.route('/v1', vocabularyRoutes(ports))

  return app
}
