/** The case register over any engine of the SQLite family: one snapshot a read, content opened with the keys. */
import { type Case, caseFactsSchema } from '../../domain/case.ts'
import { holdingAsked, sealedHoldingSchema } from '../../domain/holding.ts'
import { subjectSchema } from '../../domain/inquiry.ts'
import {
  type ProcessingType,
  processingFactsSchema,
  processingPlace,
  processingWordsSchema,
} from '../../domain/processing.ts'
import { underAny } from '../../domain/pseudonyms.ts'
import { placeOfHolding } from '../../log/content.ts'
import type { Vault } from '../../log/entry.ts'
import type { CaseRegister, HeldHolding, SealedParts } from '../../ports.ts'
import { contentReader } from '../content-reader.ts'
import { CASES, type CaseRow, type HoldingRow, type ProcessingRow, type SubjectRow } from './case-sql.ts'
import { createJudgements } from './judgements.ts'
import { bytesOf, type Engine } from './statement.ts'

/** `drop`: what was read under these keys is forgotten. */
export type DroppingRegister = CaseRegister & { drop(keyIds: ReadonlySet<string>): void }

export function createCaseRegister(engine: Engine, vault: Vault): DroppingRegister {
  const factsIn = contentReader(vault, (content) => caseFactsSchema.parse(content))
  const subjectIn = contentReader(vault, (content) => subjectSchema.parse(content))
  const holdingIn = contentReader(vault, (content) => sealedHoldingSchema.parse(content))
  const processingIn = contentReader(vault, (content) => processingWordsSchema.parse(content))
  const judgements = createJudgements(engine, vault)

  return {
    drop(keyIds) {
      for (const reader of [factsIn, subjectIn, holdingIn, processingIn, judgements]) reader.drop(keyIds)
    },
    async find(oin, caseId) {
      const [[row], subjectRows, attestationRows] = await engine.read(CASES.held(oin, caseId))
      const value = row && (await caseOf(row))
      if (!value) return undefined
      const subjects = await allOf(subjectRows, subjectOf)
      return { value, subjects, attestations: await judgements(oin, attestationRows) }
    },
    async list(oin, after, count) {
      const [rows] = await engine.read(CASES.list(oin, after, count))
      return allOf(rows, caseOf)
    },
    async every(after, count) {
      const [rows] = await engine.read(CASES.every(after, count))
      const next = rows.length < count ? null : (rows.at(-1)?.id ?? null)
      return { cases: await allOf(rows, caseOf), next }
    },
    async attestation(oin, id) {
      const [rows] = await engine.read(CASES.attestation(oin, id))
      return (await judgements(oin, rows))[0]
    },
    async organisationAttestations(oin) {
      const [rows] = await engine.read(CASES.ofOrganisation(oin))
      return judgements(oin, rows)
    },
    async caseAttestations(oin, type) {
      const [rows] = await engine.read(CASES.ofCases(oin, type))
      const opened = new Map(rows.map((row) => [row.id, row.opened_at]))
      return (await judgements(oin, rows)).map((value) => ({ value, openedAt: opened.get(value.id) ?? '' }))
    },
    async judgementCount(oin) {
      const [[given], [withdrawn]] = await engine.read(CASES.judgementCount(oin))
      return { oin, given: given?.given ?? 0, withdrawn: withdrawn?.withdrawn ?? 0 }
    },
    async holding(oin, id) {
      const [[row]] = await engine.read(CASES.holding(oin, id))
      return row && holdingOf(row)
    },
    async holdings(oin, caseId, after, count) {
      const [rows] = await engine.read(CASES.holdings(oin, caseId ?? '', after, count))
      return (await allOf(rows, holdingOf)).map(({ value }) => value)
    },
    async processingTypes(oin) {
      const [rows] = await engine.read(CASES.processingTypes(oin))
      return allOf(rows, processingOf)
    },
    async factsFor(oin, caseId, subjects, source, person = '') {
      // '' is no id: without a case or a person these statements find nothing of it.
      const rows = await engine.read(CASES.facts(oin, caseId ?? '', subjects, source, person))
      const [ofOrganisation, [caseRow], ofCase, relationRows, hitRows] = rows
      const asked = holdingAsked(source)
      const [[held]] = asked === null ? [[]] : await engine.read(CASES.holdingInPlace(oin, asked, caseId ?? ''))
      const value = caseRow && (await caseOf(caseRow))
      const attestations = await judgements(oin, [...ofOrganisation, ...ofCase])
      const others = relationRows.filter((row) => row.given_by === '' || row.given_by !== person)
      const relations = new Map(others.map((row) => [row.subject, row.relation]))
      return {
        case: value ? { version: value.version, facts: value.facts } : null,
        relation: underAny(relations, subjects),
        recordedAs: subjects.find((one) => relationRows.some((row) => row.subject === one)) ?? null,
        hit: underAny(new Map(hitRows.map((row) => [row.subject, row.hit === 1])), subjects),
        attestations,
        holding: (held && (await holdingOf(held))?.value) ?? null,
        relations,
      }
    },
  }

  /** undefined once its key is destroyed: it is not there, and neither is where it came from. */
  async function holdingOf(row: HoldingRow): Promise<HeldHolding | undefined> {
    const opened = await holdingIn(placeOfHolding(row.id), sealed(row.key_id, row.content))
    if (opened === undefined) return undefined
    const { id, oin, case_id: caseId, version, at, given_by: by } = row
    return { value: { id, oin, caseId, version, at, by, facts: opened.facts }, content: opened.content }
  }

  async function processingOf(row: ProcessingRow): Promise<ProcessingType | undefined> {
    const words = await processingIn(processingPlace(row), sealed(row.key_id, row.content))
    const { oin, code, at, given_by: by } = row
    return words && { oin, code, at, by, facts: processingFactsSchema.parse(JSON.parse(row.facts)), words }
  }

  /** undefined once the key of the case is destroyed: an erased case is not there. */
  async function caseOf(row: CaseRow): Promise<Case | undefined> {
    const facts = await factsIn(`case:${row.id}`, sealed(row.key_id, row.facts))
    if (facts === undefined) return undefined
    const { id, oin, version, opened_at: openedAt, opened_by: openedBy } = row
    return { id, oin, version, openedAt, openedBy, facts }
  }

  async function subjectOf(row: SubjectRow) {
    const subject = await subjectIn(`subject:${row.case_id}:${row.subject}`, sealed(row.key_id, row.identifier))
    if (subject === undefined) return undefined
    return { subject, relation: row.relation, key: row.subject }
  }
}

function sealed(keyId: string, bytes: Uint8Array): SealedParts {
  return { keyId, bytes: bytesOf(bytes) }
}

/** What could be opened, in the order of the rows. */
async function allOf<Row, Value>(
  rows: readonly Row[],
  open: (row: Row) => Promise<Value | undefined>,
): Promise<readonly Value[]> {
  const values: Value[] = []
  for (const row of rows) {
    const value = await open(row)
    if (value !== undefined) values.push(value)
  }
  return values
}
