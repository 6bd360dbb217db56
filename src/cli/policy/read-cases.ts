/** The cases of policies/cases and the rows of its folder norms, from their files. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Asked, questionsOf } from '../../policy/case-table.ts'
import type { Facts } from '../../policy/facts.ts'
import type { Default } from '../../policy/given.ts'
import { rowsOf } from '../../policy/norm-rows.ts'
import { readJson } from './given.ts'

/** The cases of policies/cases, by name, and the rows. Throws PolicyProblems: those of the first file that has any. */
export function readCases(policies: string, base: Default, facts: Facts): Asked[] {
  const read = (folder: string, questions: typeof questionsOf) =>
    jsonIn(join(policies, folder)).flatMap((file) => {
      const name = `${folder}/${file}`
      return questions(readJson(join(policies, name), name), name, base, facts)
    })
  return [...read('cases', questionsOf), ...read('cases/norms', rowsOf)]
}

function jsonIn(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.filter((name) => name.endsWith('.json')).sort()
}
