/** What became of a bundle, for people. */

import type { Language } from '../../checks/text.ts'
import type { Damaged } from '../spool/item.ts'
import type { Answer, FinalProblem, SendStage } from './answer.ts'

export interface UploadWords {
  readonly kept: string
  readonly final: Readonly<Record<FinalProblem, string>>
  readonly later: Readonly<Record<SendStage, string>>
  /** A server's certificate was not believed: the commonest of the TLS stage, with a remedy of its own. */
  readonly certificate: string
  /** HTTP 407: Edge may answer such a proxy by itself, this program can't. */
  readonly proxyLogOn: string
  readonly busyServer: string
  readonly damage: Readonly<Record<Damaged['damage'], string>>
}

export const uploadWords: Readonly<Record<Language, UploadWords>> = {
  en: {
    kept: 'The bundle was received.',
    final: {
      refused: 'The server refused the bundle.',
      redirected: 'The server wants the upload at another address, and this program does not follow it there.',
      unexpected: 'The server gave an answer that no upload server gives.',
      'already-there': 'Another file already has this address.',
      'insecure-address': 'The upload address is not https.',
    },
    later: {
      file: 'The bundle could not be read.',
      lookup: 'The name of the upload server was not found.',
      connect: 'The upload server could not be reached.',
      proxy: 'The proxy did not let the upload through.',
      tls: 'No secure connection to the upload server could be made.',
      answer: 'The upload server gave no usable answer.',
    },
    certificate: 'The certificate of the upload server is not trusted on this PC.',
    proxyLogOn: 'The proxy asks for a log-on that this program cannot give.',
    busyServer: 'The upload server is busy.',
    damage: {
      delivery: 'The note of where it goes is damaged.',
      secret: 'Its permission to upload cannot be read by this user on this PC.',
      bundle: 'The bundle is missing or of another size.',
      digest: 'The bundle has been changed.',
    },
  },
  'zh-HK': {
    kept: '已收到資料包。',
    final: {
      refused: '伺服器拒絕接收資料包。',
      redirected: '伺服器要求上載至另一網址，本程式不會跟隨。',
      unexpected: '伺服器的回應並非上載伺服器應有的回應。',
      'already-there': '此網址已有另一個檔案。',
      'insecure-address': '上載網址並非 https。',
    },
    later: {
      file: '無法讀取資料包。',
      lookup: '找不到上載伺服器的名稱。',
      connect: '無法連接上載伺服器。',
      proxy: '代理伺服器不讓上載通過。',
      tls: '無法與上載伺服器建立安全連線。',
      answer: '上載伺服器沒有給予可用的回應。',
    },
    certificate: '本電腦不信任上載伺服器的證書。',
    proxyLogOn: '代理伺服器要求登入，本程式無法提供。',
    busyServer: '上載伺服器繁忙。',
    damage: {
      delivery: '傳送資料的記錄已損壞。',
      secret: '此使用者在本電腦上無法讀取其上載權限。',
      bundle: '資料包遺失或大小不符。',
      digest: '資料包曾被更改。',
    },
  },
}

/** One sentence; the server's reason and the status code are the caller's to add. */
export function answerSentence(answer: Answer, words: UploadWords): string {
  if (answer.kind === 'kept') return words.kept
  if (answer.kind === 'final') return words.final[answer.problem]
  if (answer.stage === 'proxy' && answer.statusCode === 407) return words.proxyLogOn
  if (answer.stage === 'tls' && answer.failure?.word === 'certificate') return words.certificate
  if (answer.stage === 'answer' && answer.statusCode !== null) return words.busyServer
  return words.later[answer.stage]
}
