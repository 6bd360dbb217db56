/** GET /v1/openapi.json: the OpenAPI 3.1 description, from the same zod schemas that validate. Pure; made once. */
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { PROBLEMS } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import { problemSchema } from './documents.ts'
import { API_VERSION } from './http.ts'
import type { Operation } from './operations/operation.ts'
import { OPERATIONS } from './operations.ts'

const versionHeader = {
  'API-Version': { description: 'Volledige versie van de API', schema: { type: 'string' as const } },
}

const idempotencyKey = z
  .string()
  .min(LIMITS.idempotencyKeyCharsMin)
  .max(LIMITS.idempotencyKeyChars)
  .describe('Zelfgekozen en per verzoek anders: een herhaling met dezelfde sleutel geeft hetzelfde antwoord')

const prefer = z
  .string()
  .describe(
    `\`wait=10\`: van wie meer tegelijk vraagt, wacht dit verzoek zo veel seconden op zijn beurt (hoogstens ${LIMITS.lineWaitMs / 1_000}, RFC 7240); anders komt er meteen een 429 / of who asks more at once this request waits its turn for so many seconds; otherwise a 429 comes at once`,
  )

const NO_KEY =
  'Neemt geen Idempotency-Key aan: een verzoek met die header krijgt 400. Kijk eerst of het gedaan is voordat u het herhaalt. / Takes no Idempotency-Key: a request with that header gets 400. Look whether it was done before you repeat it.'

let made: object | undefined

export function openApiDocument(): object {
  made ??= describe()
  return made
}

let written: Uint8Array<ArrayBuffer> | undefined

/** As it goes out: a megabyte for whoever asks, so it is written once. */
export function openApiBytes(): Uint8Array<ArrayBuffer> {
  written ??= new TextEncoder().encode(JSON.stringify(openApiDocument()))
  return written
}

function describe(): object {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT (at+jwt)',
  })
  for (const operation of OPERATIONS) registry.registerPath(routeOf(operation))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sluis',
      version: API_VERSION,
      description:
        'Informatie delen achter een privacysluis: elk verzoek wordt beoordeeld, de beslissing wordt vastgelegd, en pas daarna komen de toegestane velden vrij. De attribuutnamen zijn Engels omdat zij gepubliceerde woordenlijsten volgen (OpenID AuthZEN, Authorization Decision Log, Logboek Dataverwerkingen, W3C DPV); de domeincodes zijn Nederlands.',
      contact: { name: 'Sluis beheer', email: 'beheer@sluis.example', url: 'https://sluis.example/contact' },
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    servers: [{ url: 'https://sluis.example/v1', description: 'Voorbeeld van een installatie' }],
    tags: [
      'inquiries',
      'cases',
      'attestations',
      'holdings',
      'obligations',
      'processing-types',
      'decisions',
      'reviews',
      'log',
      'policy',
    ].map((name) => ({
      name,
    })),
  })
}

function routeOf(operation: Operation): RouteConfig {
  const parameters = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))
  const headers =
    operation.path === '/openapi.json'
      ? { ...versionHeader, 'access-control-allow-origin': { schema: { type: 'string' as const } } }
      : versionHeader
  return {
    method: operation.method,
    path: operation.path,
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(refusesKey(operation) ? { description: NO_KEY } : {}),
    ...(operation.open ? {} : { security: [{ token: [] }] }),
    request: {
      ...(parameters.length > 0
        ? { params: z.object(Object.fromEntries(parameters.map((name) => [name, z.string()]))) }
        : {}),
      ...(operation.query ? { query: operation.query } : {}),
      ...(operation.repeatable ? { headers: z.object({ 'Idempotency-Key': idempotencyKey.optional() }) } : {}),
      ...(operation.inLine ? { headers: z.object({ Prefer: prefer.optional() }) } : {}),
      ...(operation.body
        ? { body: { required: true, content: { 'application/json': bodyOf(operation.body, operation.example) } } }
        : {}),
    },
    responses: {
      [operation.status]: {
        description: 'Antwoord',
        headers,
        content: {
          [operation.media ?? 'application/json']: { schema: operation.answer },
          ...(operation.alsoAs ? { [operation.alsoAs]: { schema: z.string() } } : {}),
        },
      },
      ...Object.fromEntries(problemsOf(operation).map((status) => [status, problemResponse(status)])),
    },
  }
}

/** Where a key would promise what is not kept: whatever changes something or takes a body, and is not repeatable. */
function refusesKey(operation: Operation): boolean {
  return operation.body !== undefined && !operation.repeatable
}

function bodyOf(schema: z.ZodType, example: unknown) {
  return example === undefined ? { schema } : { schema, example }
}

function problemsOf(operation: Operation): number[] {
  if (operation.open) return [405, 406, 500]
  const always = [400, 401, 403, 404, 405, 406, 429, 500, 503]
  const withBody = operation.body ? [413, 415] : []
  const changing = operation.method === 'get' ? [] : [409]
  const asking = operation.repeatable ? [422, 502] : []
  return [...always, ...withBody, ...changing, ...asking].sort()
}

function problemResponse(status: number) {
  const titles = Object.values(PROBLEMS).flatMap((one) => (one.status === status ? [`${one.nl} / ${one.en}`] : []))
  return {
    description: titles.join('; '),
    headers: versionHeader,
    content: { 'application/problem+json': { schema: problemSchema } },
  }
}
