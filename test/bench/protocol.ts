/** What the load and the served forms tell each other. */
import { z } from 'zod'
import { partsSchema } from './parts.ts'
import { askSchema } from './setup.ts'

export const FORMS = ['echo', 'broker', 'sidecar'] as const
export type Form = (typeof FORMS)[number]

/** `opa` is the binary, for the form that needs it. */
export const orderSchema = z.object({
  form: z.enum(FORMS),
  cases: z.number(),
  subjectsPerCase: z.number(),
  people: z.number(),
  opa: z.string().nullable(),
})
export type Order = z.infer<typeof orderSchema>

export const requestSchema = z.discriminatedUnion('get', [
  z.object({ get: z.literal('usage') }),
  z.object({ get: z.literal('parts'), rounds: z.number() }),
  z.object({ get: z.literal('end') }),
])
export type Question = z.infer<typeof requestSchema>

export const readySchema = z.object({
  origin: z.string(),
  /** Where the same application keeps no log. */
  withoutLog: z.string().nullable(),
  asks: z.array(askSchema),
})

/** Since the start of the process. CPU of all its threads, user and system. */
export const usageSchema = z.object({
  cpuMicroseconds: z.number(),
  /** Of the sidecar; null: there is none, or the platform does not tell. */
  sidecar: z.object({ cpuMicroseconds: z.number(), memoryBytes: z.number() }).nullable(),
  commits: z.number(),
  memoryBytes: z.number(),
})
export type Usage = z.infer<typeof usageSchema>

export const ANSWERS = { ready: readySchema, usage: usageSchema, parts: partsSchema } as const
