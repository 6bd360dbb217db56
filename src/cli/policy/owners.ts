/** policies/owners.json: of each fact that norms may read, who owns it, who may write it and where it comes in. */
import { join } from 'node:path'
import { z } from 'zod'
import { parsed } from '../../policy/given.ts'
import { readJson } from './given.ts'

export const OWNERS_FILE = 'owners.json'

const code = z.string().min(1).max(64)
const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })

/** A claim of the token, an operation and what it is given, a control field of a record, a table, a setting. */
const WIRE =
  /^(claim \w+|(GET|POST|PATCH) \/v1\/\S+( \S+)?|control \w+|facts\/[a-z-]+\.json \S+|SLUIS_SETTINGS_FILE \S+)$/

const factSchema = z.strictObject({
  ...text.shape,
  owner: code,
  writer: code,
  /** Empty: it is on no wire, the broker derives it. */
  wire: z.array(z.string().regex(WIRE)),
})

export const ownersSchema = z
  .strictObject({
    about: text,
    owners: z.record(code, text),
    writers: z.record(code, text),
    /** By path of document-paths. */
    facts: z.record(z.string(), factSchema),
  })
  .check(({ value: { owners, writers, facts }, issues }) => {
    for (const [path, { owner, writer }] of Object.entries(facts)) {
      const wrong = (key: string, input: string) =>
        issues.push({ code: 'custom', path: ['facts', path, key], message: `no ${key} ${input}`, input })
      if (!Object.hasOwn(owners, owner)) wrong('owner', owner)
      if (!Object.hasOwn(writers, writer)) wrong('writer', writer)
    }
  })
export type Owners = z.infer<typeof ownersSchema>

/** Throws PolicyProblems. */
export function readOwners(folder: string): Owners {
  return parsed(ownersSchema, OWNERS_FILE, readJson(join(folder, OWNERS_FILE), OWNERS_FILE))
}
