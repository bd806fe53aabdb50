import type { CheckText } from '../text.ts'
import type { ClockCauseCode, ClockCode } from './codes.ts'

export const clockTextZhHk = {
  name: '時鐘',
  findings: {
    'clock/agrees': '電腦時鐘與 {witness} 一致：現在是香港時間 {hongKongTime}',
    'clock/skewed': '電腦時鐘顯示 {pcTime}；但據 {witness}，現在是香港時間 {hongKongTime}',
    'clock/no-witness': '沒有伺服器提供時間；據本電腦的時鐘，現在是香港時間 {hongKongTime}',
    'clock/hong-kong': '時區為香港時區（{zone}）',
    'clock/zone': '時區為 {zone}；香港為 UTC+08:00',
  },
  causes: {
    'clock/skewed': {
      title: ['本電腦的時鐘不準：{direction}了 {days} 日', '本電腦的時鐘不準：{direction}了 {skew}'],
      why: '電腦顯示 {pcTime}，伺服器顯示 {hongKongTime}（香港時間）。時鐘錯誤時，有效的證書可能看似已過期或尚未生效，瀏覽器便會拒絕開啟登入頁。',
      steps: [
        '在「設定」>「時間與語言」>「日期和時間」開啟「自動設定時間」，然後按「立即同步」。',
        '如該選項不能更改，或時間沒有變動，請資訊科技支援修復時間服務（網域時間或 NTP）。',
        '然後重新執行本檢查。',
      ],
    },
    'clock/zone': {
      title: '本電腦的時區為 {zone}，並非香港時區',
      why: '任何時區均可登入。但香港交易所的程序均以香港時間為準，在本電腦上容易看錯。',
      steps: ['如電腦位於香港，請把時區設為「(UTC+08:00) 北京、重慶、香港特別行政區、烏魯木齊」。'],
    },
  },
} satisfies CheckText<ClockCode, ClockCauseCode>
