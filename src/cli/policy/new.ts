/** `sluis policy new`: rule, metadata, test and rows of a norm, complete and passing, that refuses until it is written. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { rowsFileOf } from '../../policy/norm-rows.ts'
import { PolicyProblems } from '../../policy/problems.ts'
import { type CommandIo, EXIT_HELP, UsageError } from '../help.ts'
import { ruleFileOf } from './norm-matrix.ts'
import { withRowsOf } from './norm-row-texts.ts'
import { UNREAD } from './norms.ts'
import { type Answer, give, JSON_OPTION, POLICIES_OPTION } from './workbench.ts'

export const NEW_HELP = `sluis policy new <NORM-ID> [--policies <map>] [--json]

Schrijft regel, metadata en test van een nieuwe norm, zoals SUWI-01, en twee rijen in het bestand van zijn wet: een waarin hij
spreekt en een waarin hij zwijgt. Hij weigert alles wat hij raakt, en raakt nog niets: zijn onderwerp vult u in. check en test
slagen direct. Zonder OPA.
Writes rule, metadata and test of a new norm, such as SUWI-01, and two rows in the file of its act: one in which it speaks and
one in which it is silent. It refuses all that it touches, and touches nothing yet: its matter is for you to write. check and
test pass at once. Without OPA.

  --policies <map>   een andere map / another folder
  --json             {"ok": ..., "lines": [...]}

1: de norm is er al / the norm is there already; 2: geen nummer van een norm / not the number of a norm
${EXIT_HELP}`

const NORM_ID = /^[A-Z]{2,8}-\d{2}$/

export async function newCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = { ...POLICIES_OPTION, ...JSON_OPTION }
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [id, ...others] = positionals
  if (id === undefined || others.length > 0 || !NORM_ID.test(id)) throw new UsageError('<NORM-ID>: AVG-01, SUWI-01')
  return give(io, values.json, () => begun(id, values.policies))
}

function begun(id: string, policies: string): Answer {
  const rule = ruleFileOf(id)
  const test = rule.replace(/\.rego$/, '_test.rego')
  const there = [rule, test].filter((file) => existsSync(join(policies, file)))
  if (there.length > 0) throw new PolicyProblems(there.map((file) => `${file}: is there already`))
  const rows = rowsFileOf(id)
  const path = join(policies, rows)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const shown = withRowsOf(id, before)
  if (shown === undefined) throw new PolicyProblems([`${rows}: does not end with its norms, so nothing can be added`])
  for (const file of [rule, rows]) mkdirSync(join(policies, dirname(file)), { recursive: true })
  const name = rule.replace(/\.rego$/, '').replaceAll('/', '.')
  writeFileSync(join(policies, rule), ruleText(id, name), { flag: 'wx' })
  writeFileSync(join(policies, test), testText(id, name), { flag: 'wx' })
  if (shown === before) return { ok: true, lines: [rule, test] }
  writeFileSync(path, shown)
  return { ok: true, lines: [rule, test, rows] }
}

function ruleText(id: string, name: string): string {
  return `# METADATA
# title: ${id}, nog te schrijven
# description: Not written yet. It refuses what it touches.
# custom:
#   id: ${id}
#   act: ${id.split('-')[0]}
#   article: ${UNREAD}
#   tier: 1
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     The article has not been read yet; until it is, the norm refuses what it touches (I).
#   title:
#     nl: ${id}, nog te schrijven
#     en: ${id}, to be written
#   text:
#     nl: >-
#       Deze norm is nog niet geschreven. Wat hij raakt, is geweigerd.
#     en: >-
#       This norm has not been written yet. What it touches is refused.
#   remedies: [ASK_PRIVACY_OFFICER]
package ${name}

findings contains {"norm": "${id}", "effect": "deny"} if touched

# What the norm is about stands here. A task by its own number is nobody's, so it touches nothing yet.
touched if input.inquiry.task == "${id}"
`
}

function testText(id: string, name: string): string {
  const [, , last] = name.split('.')
  return `package ${name}_test

import data.fixtures
import data.${name}

test_refuses_what_it_touches if {
	asked := fixtures.inquiry({"inquiry": {"task": "${id}"}})
	${last}.findings == {{"norm": "${id}", "effect": "deny"}} with input as asked
}

test_silent_elsewhere if {
	${last}.findings == set() with input as fixtures.inquiry({})
}
`
}
