/** Operations on policies: which were in force, how they differ, and what a question would get. Pure. */
import { codedSchema, pageOf } from '../documents.ts'
import { evaluationSchema, policyDifferenceSchema, policyExampleSchema, revisionSchema } from '../documents-policy.ts'
import { differenceQuerySchema, evaluationRequestSchema, revisionsQuerySchema } from '../queries-policy.ts'
import type { Operation } from './operation.ts'

export const POLICY: readonly Operation[] = [
  {
    method: 'get',
    path: '/remedies',
    id: 'listRemedies',
    tag: 'policy',
    status: 200,
    answer: pageOf(codedSchema),
    summary: 'Wat iemand kan doen waar een norm in de weg staat / What one can do where a norm stands in the way',
  },
  {
    method: 'get',
    path: '/policies',
    id: 'listPolicies',
    tag: 'policy',
    status: 200,
    query: revisionsQuerySchema,
    answer: pageOf(revisionSchema),
    summary: 'Beleidsversies die golden, de nieuwste eerst / Policy revisions that were in force',
  },
  {
    method: 'get',
    path: '/policies/{a}/difference/{b}',
    id: 'comparePolicies',
    tag: 'policy',
    status: 200,
    inLine: true,
    query: differenceQuerySchema,
    answer: policyDifferenceSchema,
    summary:
      'Wat tussen twee beleidsversies veranderde: normen, tabellen, eigen instellingen, en met cases=true welke casussen anders worden beslist / What changed between two policy revisions',
  },
  {
    method: 'get',
    path: '/policy/examples',
    id: 'listPolicyExamples',
    tag: 'policy',
    status: 200,
    inLine: true,
    answer: pageOf(policyExampleSchema),
    summary: 'Voorbeeldzaken om mee te beginnen bij het uitproberen / Example cases to begin a try-out with',
  },
  {
    method: 'post',
    path: '/policy/_evaluate',
    id: 'tryPolicy',
    tag: 'policy',
    status: 200,
    inLine: true,
    body: evaluationRequestSchema,
    example: { input: { case: { state: 'B3' }, inquiry: { mode: 'HITNOHIT' } }, judgements: ['PC1'], whyNot: false },
    answer: evaluationSchema,
    summary:
      'Verzonnen feiten aan het geldende beleid voorleggen: uitkomst en uitleg; er wordt niets bewaard en niets gelogd / Try made-up facts under the policy in force',
  },
]
