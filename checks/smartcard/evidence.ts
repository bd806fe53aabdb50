import * as z from 'zod'
import { serviceStarts, serviceStates, smartcardSteps } from '../io.ts'
import { failureSchema } from '../schema.ts'

const failedSchema = z.object({ failure: failureSchema })

export const cardReaderSchema = z.object({
  /** As PC/SC calls it; pcsc-lite puts the reader's serial number into it. */
  name: z.string(),
  /** SCARD_STATE_* bits, without the event counter. */
  state: z.int(),
  /** Answer to reset in hexadecimal: which kind of card it is. Empty where there is none, or none that answers. */
  atr: z.string(),
})

export const smartcardEvidenceSchema = z.object({
  version: z.literal(1),
  platform: z.string(),
  /** Why nothing was asked; null where it was. */
  notAsked: z.enum(['switched-off', 'not-the-users-session']).nullable(),
  /** What PC/SC said; null where there was no time to ask. */
  pcsc: z.union([z.object({ readers: z.array(cardReaderSchema) }), failedSchema.extend({ step: z.enum(smartcardSteps) })]).nullable(),
  /** How long PC/SC took to say it. */
  elapsedMs: z.number().nullable(),
  /** Windows: whether the person sits at another PC; null where nothing told it. */
  remoteSession: z.boolean().nullable(),
  /** Windows: its service SCardSvr, where PC/SC did not answer. */
  service: z.union([z.object({ state: z.enum(serviceStates), start: z.enum(serviceStarts) }), failedSchema]).nullable(),
  /** USB devices that call themselves smart card readers (class 0x0b), where PC/SC saw no card; driver null where none runs it. */
  usbReaders: z
    .union([z.object({ devices: z.array(z.object({ id: z.string(), name: z.string(), driver: z.string().nullable() })) }), failedSchema])
    .nullable(),
  complete: z.boolean(),
})
export type SmartcardEvidence = z.infer<typeof smartcardEvidenceSchema>
export type CardReaderRecord = z.infer<typeof cardReaderSchema>
