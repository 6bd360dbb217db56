/**
 * What shows each norm: its tests, the cases that expect it, and its rows. Written by `sluis policy matrix --write` beside
 * the rules, so that who reads a norm over HTTP sees on what its meaning rests. It decides nothing. Pure.
 */
import { z } from 'zod'

export const shownSchema = z.strictObject({
  /** Rego tests beside the norm. */
  tests: z.array(z.string()),
  /** Cases that expect it, and tests elsewhere that name it, as `file: test`. */
  cases: z.array(z.string()),
  /** Rows of policies/cases/norms: in how many it speaks, and in how many it is silent. */
  rows: z.strictObject({ speaks: z.number().int(), silent: z.number().int() }),
})
export type Shown = z.infer<typeof shownSchema>

export const SHOWN_FILE = 'shown.json'

const fileSchema = z.record(z.string(), shownSchema)

/** By norm. undefined: the text is no such file. */
export function parseShown(text: string): ReadonlyMap<string, Shown> | undefined {
  try {
    return new Map(Object.entries(fileSchema.parse(JSON.parse(text))))
  } catch {
    return undefined
  }
}
