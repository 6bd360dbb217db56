/** Every job of the console, in the order of a day: first what works on questions, then what controls them. */
import { askingJobs } from './asking.ts'
import { caseJobs } from './cases.ts'
import { closedJobs } from './closed.ts'
import { decisionJobs } from './decision.ts'
import type { Job } from './job.ts'
import { judgingJobs } from './judging.ts'
import { logJobs } from './log.ts'
import { oversightJobs } from './oversight.ts'
import { policyJobs } from './policy.ts'
import { reviewJobs } from './review.ts'
import { wayJobs } from './way.ts'

/** Of who asks, works on cases, writes rules, or may do nothing of that. */
export const WORK: readonly Job[] = [...askingJobs, ...caseJobs, ...policyJobs, ...closedJobs, ...wayJobs]
/** Of who judges, controls and accounts. */
export const CONTROL: readonly Job[] = [...judgingJobs, ...logJobs, ...decisionJobs, ...reviewJobs, ...oversightJobs]
