/** Thirty kills at random moments under load, over a real socket; `npm run campaign -- kill --rounds 300` does more. */
import { expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { receiptSchema } from '../../src/domain/receipt.ts'
import { signReceipt } from '../../src/log/receipt.ts'
import { checkpointText } from '../../src/log/tree/checkpoint.ts'
import { signNote } from '../../src/log/tree/note.ts'
import { listen } from '../support/listen.ts'
import { callsTo } from '../support/world.ts'
import { kept } from './kept.ts'
import { killRounds } from './rounds.ts'
import { prepare } from './stage.ts'

it('loses nothing that was answered or signed, gives no index twice, and integrates what is left', async () => {
  const { wrong, answered, checkpoints, early } = await killRounds(11, 30, () => undefined)
  expect(wrong).toEqual([])
  expect(answered).toBeGreaterThan(100)
  expect(checkpoints).toBeGreaterThan(10)
  expect(early).toBeGreaterThan(0)
})

it('says so when one of them is not there: the check above can fail', async () => {
  const stage = await prepare()
  const node = await stage.open()
  const { origin, close } = await listen(node.app)
  const token = await stage.world.token(PEOPLE.asker)
  const { body } = await callsTo(node.app)(token, 'POST', '/v1/inquiries', stage.questions[0])
  const receipt = receiptSchema.parse(body.receipt)
  const { log } = node.ports
  const look = (receipts: (typeof receipt)[], checkpoints: string[] = [], known = new Map<number, string>()) =>
    kept(stage, { receipts, checkpoints }, known, origin, true).then(({ wrong }) => wrong)
  const { index } = receipt.decision
  expect(await look([receipt])).toEqual([])
  const moved = { ...receipt, decision: { ...receipt.decision, index: index + 9 } }
  expect(await look([signReceipt(log, moved)])).toEqual([`answered entry ${index + 9} is not there`])
  expect(await look([{ ...receipt, number: 99 }])).toEqual([
    `entry ${index} has another number`,
    'receipt 99 is not signed',
  ])
  expect(await look([receipt], [], new Map([[index, 'another']]))).toEqual([`index ${index} was given twice`])
  const fork = signNote(checkpointText({ origin: log.name, size: 3, root: new Uint8Array(32) }), [log])
  expect(await look([receipt], [fork])).toEqual(['kept-differs 3'])
  await close()
  await node.close()
  await stage.world.close()
})
