/** A RIEC case with a question at the Belastingdienst: two organisations that ask one supplier about the same person. */
import type { Reply } from '../../src/cli/demo/client.ts'
import { BSN } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, riec, SIGNAL, subjectOf } from '../../src/cli/demo/questions.ts'
import type { PolicyEngine } from '../../src/policy-port.ts'
import { accounted, permitted } from './garage.ts'
import { castOf, type World } from './world.ts'

export type Asked = { readonly caseId: string; readonly inquiry: Reply['body'] }

type Opening = {
  readonly involved: readonly string[]
  /** What will be asked: the judge finds it necessary. */
  readonly source: string
  readonly subjects?: readonly string[]
  readonly purpose?: string
  readonly activity?: string
  readonly crimeForm?: string
  /** A case carried over from elsewhere: the day on which its data were first processed. */
  readonly firstProcessed?: string
  /** Whether the participants assessed the signal together. */
  readonly assessed?: boolean
  /** States to go through, from R0. */
  readonly to?: readonly string[]
}

/** Body of a lawful signal to a RIEC; what a test is about, it changes itself. */
export function reported(changes: Readonly<Record<string, unknown>> = {}) {
  const facts = { regime: 'WGS', purposes: ['P-RIEC-F'], activity: 'CASUS', crimeForm: 'WITWASSEN', signal: SIGNAL }
  return { ...facts, grounds: 'x', ...changes }
}

/** A RIEC case in which everything lawful is there: register, DPIA, subjects, assessment, necessity. Gives its id. */
export async function openRiec(cast: Awaited<ReturnType<typeof castOf>>, opening: Opening): Promise<string> {
  const { involved, source, subjects = [BSN.garagehouder], crimeForm = 'WITWASSEN', to = ['R1', 'R2'] } = opening
  const { purpose = 'P-RIEC-F', activity = 'CASUS', firstProcessed, assessed = true } = opening
  await accounted(cast.officer, 'WGS', purpose)
  const facts = reported({ crimeForm, involved, purposes: [purpose], activity, firstProcessed })
  const caseId = String((await permitted(cast.riec.post('/v1/cases', facts))).caseId)
  const at = `/v1/cases/${caseId}`
  for (const bsn of subjects) {
    const subject = { subject: subjectOf(bsn), relation: 'SIGNAL', grounds: 'x' }
    await permitted(cast.riec.post(`${at}/subjects`, subject))
  }
  const judged: string[] = []
  for (const state of to) {
    // Who judged the signal does not carry the case on themselves.
    if (state === 'R2') {
      for (const judgement of [JUDGEMENTS.assessment, JUDGEMENTS.registered]) {
        judged.push(String((await permitted(cast.riec.post(`${at}/attestations`, judgement))).attestationId))
      }
    }
    await permitted(cast.analyst.post(`${at}/transitions`, { to: state, grounds: 'x' }))
  }
  // No case gets beyond the assessment without it; it can be taken back afterwards.
  if (!assessed) await permitted(cast.riec.post(`${at}/attestations/${judged[0]}/withdrawals`, { grounds: 'x' }))
  await permitted(cast.officer.post(`${at}/attestations`, JUDGEMENTS.necessity(source)))
  return caseId
}

/** What is done in a case before its term is over, for tests that do not wait five years: past it nothing comes in (WGS-26). */
export async function withinTerm<T>({ node }: Pick<World, 'node'>, work: () => Promise<T>): Promise<T> {
  const { engine } = node.ports
  const { evaluate } = engine
  const inTime: PolicyEngine['evaluate'] = (entrypoint, input) =>
    evaluate(entrypoint, { ...input, case: input.case && { ...input.case, firstProcessedDay: input.today } })
  Object.assign(engine, { evaluate: inTime })
  try {
    return await work()
  } finally {
    Object.assign(engine, { evaluate })
  }
}

/** Opens a RIEC case about the garage owner, asks the Belastingdienst, and comes back with what was made. */
export async function askInRiec(world: World, oin: string): Promise<Asked> {
  const cast = await castOf(world, { oin })
  const to = ['R1', 'R2', 'R3']
  const caseId = await openRiec(cast, { involved: ['COL', 'BD'], source: 'BD/inkomen', crimeForm: 'DRUGS', to })
  const inquiry = await permitted(cast.analyst.post('/v1/inquiries', riec(caseId, 'BD/inkomen', ['aanslag'])))
  return { caseId, inquiry }
}
