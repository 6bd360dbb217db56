/** Which facts a norm reads, over small rules: what is followed, and what is not. */
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../../../src/cli/policy/readings.ts'
import { opaAtHand } from '../../policy/opa.ts'
import { parsedFiles } from '../../policy/parsed.ts'

const NORM = 'norms/awb/awb_99.rego'
const LIB = `package lib

counted := [[judgement, row] |
	some judgement in input.attestations
	row := data.facts.attestations[judgement.type]
]

fresh(judgement) if judgement.validUntilDay >= input.today

source := {"organ": input.holding.organ, "lawful": input.holding.kind == "RESULT", "fields": input.holding.fields}

said[verdict] contains judgement.outcome if {
	some [judgement, row] in counted
	verdict := row.outcomes[judgement.outcome]
}

move := [input.case.state, input.act.to]

idle := input.caller.trained
`

const opa = opaAtHand()
describe.runIf(opa !== undefined)('a norm', () => {
  if (!opa) return
  const reading = (rules: string, lib = LIB) => {
    const norm = `package norms.awb.awb_99\n\nimport data.lib\n\n${rules}\n`
    const found = readingsOf(parsedFiles(opa, { [NORM]: norm, 'lib/lib.rego': lib })).get('AWB-99')
    if (!found) throw new Error('the norm does not speak')
    return found
  }
  const facts = (condition: string, more = '', lib = LIB) =>
    [...reading(`findings contains {"norm": "AWB-99"} if {\n${condition}\n}\n${more}`, lib).facts].sort()

  it.each([
    ['a fact itself', 'input.case.state == "B3"', ['case.state']],
    ['a fact by its name in brackets', 'input["case"]["state"] == "B3"', ['case.state']],
    ['elements of a list', 'some one in input.records\none.ageDays > 9', ['records[].ageDays']],
    ['an element by its place', 'input.records[0].ageDays > 9', ['records[].ageDays']],
    ['what every element is', 'every one in input.records {\none.ageDays > 9\n}', ['records[].ageDays']],
    [
      'every member, where a key varies',
      'some key, _ in input.caller\ninput.case.control[key]',
      ['case.control.from', 'case.control.until'],
    ],
    [
      'the key that it looks up',
      'data.facts.tasks[input.inquiry.task].organs',
      ['data.facts.tasks.*.organs', 'inquiry.task'],
    ],
    ['a member that may be absent', 'object.get(input.case, "activity", "") == ""', ['case.activity']],
    ['settings', 'data.settings[input.caller.oin].crimeForms', ['caller.oin', 'data.settings.*.crimeForms']],
    ['a part of a pattern', '[_, [part]] := [1, [input.case]]\npart.activity == "SCAN"', ['case.activity']],
    ['what a comprehension gathers', 'count({a | some r in input.records; a := r.ageDays}) > 1', ['records[].ageDays']],
  ])('reads %s', (_, condition, paths) => {
    expect(facts(condition)).toEqual(paths)
  })
  it('reads the value that a rule keeps under a key', () => {
    const known = 'known[name] := field.name if some name, field in input.holding.fields'
    expect(facts('known.x == "a"', known)).toEqual(['holding.fields.*.name'])
  })

  it.each([
    ['a member of an object', 'lib.source.organ == "BGM"', ['holding.organ']],
    ['a member of its members', 'some field in lib.source.fields\nfield.category', ['holding.fields.*.category']],
    ['an object as a whole', 'lib.source == {}', ['holding.kind', 'holding.organ']],
    ['a list as a whole', 'lib.move == ["B1", "B2"]', ['act.to', 'case.state']],
    ['an item of a list', 'lib.move[1] == "B2"', ['act.to']],
    ['a part of pairs', 'some [judgement, _] in lib.counted\njudgement.by == "p"', ['attestations[].by']],
    [
      'what a function reads of what it is given',
      'lib.fresh(input.act.attestation)',
      ['act.attestation.validUntilDay', 'today'],
    ],
    [
      'a set by its key',
      'count(object.get(lib.said, "met", set())) > 0',
      ['attestations[].outcome', 'attestations[].type', 'data.facts.attestations.*.outcomes.*'],
    ],
  ])('reads through lib %s', (_, condition, paths) => {
    expect(facts(condition)).toEqual(paths)
  })

  it('reads through its own rules, their other clauses and what stands under else', () => {
    const more =
      'asked if input.inquiry.mode == "BULK"\n\nasked if input.inquiry.level == "STR"\n\nelse if input.caller.trained'
    expect(facts('asked', more)).toEqual(['caller.trained', 'inquiry.level', 'inquiry.mode'])
  })
  it('does not read what another norm gives the same function', () => {
    const other = 'package lib\n\nother if fresh(input.attestations[0])\n\nfresh(one) if one.validUntilDay > 0\n'
    expect(facts('lib.fresh(input.act.attestation)', '', other)).toEqual(['act.attestation.validUntilDay'])
  })
  it('does not read a document by asking whether it is there', () => {
    expect(facts('is_null(input.case)')).toEqual([])
  })
  it('does not read what its rules do not come to', () => {
    expect(facts('input.case.state == "B3"', 'idle if input.caller.trained')).toEqual(['case.state'])
  })
  it('takes a variable for what it is, and not for the rule of that name', () => {
    expect(facts('state := input.case.activity\nstate == ""', 'state := input.case.state')).toEqual(['case.activity'])
  })
  it('comes to an end where a function is given its own result', () => {
    const more = 'inner(x) := x.case'
    expect(facts('inner(inner({"case": input})).state == ""', more)).toEqual(['case.state'])
  })
  it('names what no schema has', () => {
    const { unknown } = reading('findings contains {"norm": "AWB-99"} if {\nsome one in input.records\none.age > 9\n}')
    expect([...unknown]).toEqual(['records[].age'])
  })
  it('names the codes it rests on, and none of what it does not ask for', () => {
    const rules = `findings contains {"norm": "AWB-99"} if {
	some type in checks
	type == choice.asked
}

checks := ["PC1", "PC2A"]

choice := {"asked": "W1", "other": "W2A"}`
    const { texts } = reading(rules)
    expect(['PC1', 'PC2A', 'W1', 'W2A'].map((type) => texts.has(type))).toEqual([true, true, true, false])
  })
  it('is told from acts and from precedence, which gather what norms say and read no further', () => {
    const readings = readingsOf(
      parsedFiles(opa, {
        [NORM]: 'package norms.awb.awb_99\n\nacts contains {"norm": "AWB-99"} if input.case.state == "B3"\n',
        'acts/hold.rego': 'package acts.hold\n\nfindings contains {"norm": "AWB-99"} if input.act.kind == "hold"\n',
        'precedence/acting.rego':
          'package sluis.acting\n\nfindings := [f | some a, n; some f in data.norms[a][n].acts]\n\nverdict := {"canary": input.now, "findings": findings}\n',
        'precedence/inquiry.rego': 'package sluis.inquiry\n\nverdict := {"canary": input.today}\n',
        'lib/lib.rego': 'package lib\n\nverdict := input.caller.oin\n',
        'main.rego': 'package sluis\n\nact := data.sluis.acting.verdict\n',
      }),
    )
    expect([...readings].map(([reader, { file, facts: read }]) => [reader, file, [...read]])).toEqual([
      ['AWB-99', NORM, ['case.state']],
      ['acts/hold', 'acts/hold.rego', ['act.kind']],
      ['precedence', 'precedence/acting.rego, precedence/inquiry.rego', ['now', 'today']],
    ])
  })
})
