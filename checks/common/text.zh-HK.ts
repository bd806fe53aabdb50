import type { CheckText } from '../text.ts'
import type { CommonCauseCode, CommonCode } from './codes.ts'

export const commonTextZhHk = {
  name: '貴公司設定',
  findings: {
    'site/not-configured': 'site.yaml 未設定 {item}，故未能據此判斷',
    'run/not-checked': '未執行檢查「{check}」（{reason}）',
    'run/error': '檢查「{check}」因本程式的錯誤而失敗（{detail}）',
  },
  causes: {
    'site/not-configured': {
      title: 'site.yaml 未設定 {item}',
      why: '此數值由香港交易所提供給各參與者，並非公開資料。本程式不知道其內容，故未能據此判斷。這不會令登入失敗。',
      steps: [
        '請在 HKEX Access Management Portal 的 Client Connect 內，查閱 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        '把數值寫入 site.yaml，然後重新執行本檢查。',
      ],
    },
  },
} satisfies CheckText<CommonCode, CommonCauseCode>
