/**
 * Inputs to ask twice: cases, rows of norms, policy inputs or parts of one in a folder and those below it, or an exported
 * log with a decision a line (as GET /v1/decisions/{id} gives it, its `record` alone, or the bare facts).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { questionsOf } from '../../policy/case-table.ts'
import type { Facts } from '../../policy/facts.ts'
import { type Default, inputFrom, lostAsker } from '../../policy/given.ts'
import type { PolicyInput } from '../../policy/input.ts'
import { rowsOf } from '../../policy/norm-rows.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import { parseJson, readJson } from './given.ts'

export type NamedInput = { readonly name: string; readonly input: PolicyInput; readonly settings: unknown }

/** `path` is a folder of .json files, or one file of lines. Throws PolicyProblems that name the file and the line. */
export function readInputs(path: string, base: Default, facts: Facts): NamedInput[] {
  const found = isFolder(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => [file, readJson(join(path, file), file)] as const)
    : linesOf(path)
  return found.flatMap(([name, document]) => inputsIn(name, document, base, facts))
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    throw new PolicyProblems([`${path}: cannot be read`])
  }
}

function linesOf(path: string): (readonly [string, unknown])[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      const file = basename(path)
      return line.trim() === '' ? [] : [[`${file}:${at + 1}`, parseJson(line, file, at + 1)] as const]
    })
}

const caseLike = z.looseObject({ given: z.unknown(), expect: z.unknown() })
const rowsLike = z.looseObject({ norms: z.record(z.string(), z.unknown()) })
const adl = z.looseObject({ body: z.looseObject({ 'adl.core.information': z.looseObject({ input: z.unknown() }) }) })
const reply = z.looseObject({ record: adl })

/** What decides nothing, or lost its facts or its asker, has no question in it. */
const factless = z.looseObject({
  id: z.string(),
  record: z.looseObject({ body: z.looseObject({ 'adl.core.information': z.undefined().optional() }) }).nullable(),
})
const FACTLESS =
  'zonder feiten: een afwikkeling, een herhaling, of vernietigd; laat deze regel weg / without facts: a settlement, a repeat, or destroyed; leave this line out'

function inputsIn(name: string, document: unknown, base: Default, facts: Facts): NamedInput[] {
  if (caseLike.safeParse(document).success) return questionsOf(document, name, base, facts)
  if (rowsLike.safeParse(document).success) return rowsOf(document, name, base, facts)
  if (factless.safeParse(document).success) throw new PolicyProblems([`${name}: ${FACTLESS}`])
  const record = reply.safeParse(document).data?.record ?? adl.safeParse(document).data
  const given = record ? record.body['adl.core.information'].input : document
  if (lostAsker(given)) throw new PolicyProblems([`${name}: ${FACTLESS}`])
  return [{ name, input: inputFrom(given, name, base, facts), settings: base.settings }]
}
