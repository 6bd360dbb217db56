/** Shape of what the API answers about how the broker fares. Codes, counts and times: about nobody. Pure. */
import { z } from 'zod'
import { UNLOGGED, type UnloggedKind } from '../domain/counters.ts'
import { policyRefSchema } from '../domain/decision.ts'

const moment = z.iso.datetime().nullable()
const count = z.number().int()
const fault = z.object({ code: z.string(), at: z.iso.datetime() }).nullable()

export const healthSchema = z.object({
  now: z.iso.datetime().describe('De klok van de sluis'),
  startedAt: moment.describe('Sinds wanneer dit proces draait; null: dit platform weet het niet'),
  log: z.object({
    sequenced: count.describe('Regels in het logboek'),
    integrated: count.describe('Hoeveel daarvan onder een controlepunt van het logboek staan'),
    witnessed: count.nullable().describe('Hoeveel genoeg getuigen hebben medeondertekend; null: er zijn geen getuigen'),
    lag: count.describe('Regels die nog niet in de boom staan'),
    behind: z.boolean().nullable().describe('Loopt zo ver achter dat niets meer wordt aangenomen'),
    checkpoint: z.string().nullable().describe('Het controlepunt dat anderen nu zien'),
    newestAt: moment.describe('Van wanneer de nieuwste regel onder dat controlepunt is'),
    ageSeconds: count.nullable(),
  }),
  quorum: count,
  witnesses: z.array(
    z.object({
      name: z.string(),
      size: count.nullable().describe('Wat zij het laatst medeondertekende sinds de start'),
      cosignedAt: moment,
      fault,
    }),
  ),
  sources: z.array(
    z.object({
      source: z.string(),
      connected: z.boolean(),
      circuit: z.enum(['closed', 'half-open', 'open']).nullable().describe('open: de bron wordt met rust gelaten'),
      goodAt: moment,
      fault,
    }),
  ),
  policy: policyRefSchema.extend({
    firstInForceAt: moment.describe('Wanneer deze versie voor het eerst gold'),
  }),
  retention: z
    .object({
      lookedAt: moment.describe('Laatste keer dat is gekeken wat weg moet; null: nog niet sinds de start'),
      nextLookAt: z.iso.datetime(),
      classes: z.array(
        z.object({
          ground: z.string(),
          text: z.object({ nl: z.string(), en: z.string() }).nullable(),
          due: count,
          held: count,
        }),
      ),
    })
    .nullable(),
  obligations: z.array(z.object({ obligation: z.string(), overdue: count })).describe('Te laat, per soort'),
  refused: z
    .object({
      since: count.describe('Volgnummer vanaf waar is geteld'),
      byStatus: z.object(
        Object.fromEntries(UNLOGGED.map((kind) => [kind, count])) as Record<UnloggedKind, typeof count>,
      ),
    })
    .describe('Verzoeken zonder regel in het logboek, van alle organisaties samen; 401: niet ingelogd'),
  stops: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      at: z.iso.datetime(),
      role: z.string(),
      validUntil: z.iso.date().nullable(),
      source: z.string().nullable(),
      purpose: z.string().nullable(),
    }),
  ),
})
