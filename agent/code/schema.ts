/** `code --json`: the public contract "terminal-preflight/code/1". */

import * as z from 'zod'
import { codeOwners, codeProfiles, codeSeverities, codeVerdicts } from './phone-code.ts'
import { codePlaces, codeTargets } from './subject.ts'

export const toldCodeSchema = z.strictObject({
  schema: z.literal('terminal-preflight/code/1'),
  /** As it is written: capitals, in groups of four. */
  phoneCode: z.string(),
  version: z.string(),
  /** `other` is any that is not built in. */
  profiles: z.array(z.enum(codeProfiles)).readonly(),
  verdict: z.enum(codeVerdicts),
  /** In Hong Kong, by that PC's own clock: "2026-11-22". */
  day: z.iso.date(),
  /** Worst first, three at most. */
  causes: z
    .array(
      z.strictObject({
        number: z.int(),
        /** Null where this program's catalogue has no such number: a newer one made the code. */
        code: z.string().nullable(),
        severity: z.enum(codeSeverities),
        owner: z.enum(codeOwners),
        target: z.enum(codeTargets),
        /** The DNS server by its role, or the data centre. */
        place: z.enum(codePlaces),
        title: z.string(),
        where: z.string().nullable(),
        firstStep: z.string().nullable(),
      }),
    )
    .readonly(),
  /** The report has causes beyond these. */
  moreCauses: z.boolean(),
  /** Something was seen that no known cause explains. */
  unexplained: z.boolean(),
  /** Something was not judged for want of the values of Section 4.7-4.9. */
  notJudged: z.boolean(),
  language: z.enum(['en', 'zh-HK']),
})

export type ToldCode = z.infer<typeof toldCodeSchema>
